import { beforeAll, describe, expect, it } from 'vitest';
import { styles } from './case-badge/case-badge.styles.ts';
import { CaseBadge } from './case-badge/case-badge.ts';
import { eachTestInAPage } from './testing/page.ts';

interface Described {
  readonly name: string;
  readonly description?: string;
}
interface Element {
  readonly tagName: string;
  readonly attributes: Described[];
  readonly members: Described[];
  readonly events: Described[];
  readonly slots: Described[];
  readonly cssParts: Described[];
  readonly cssProperties: Described[];
}

const test = eachTestInAPage();
const sorted = (names: Iterable<string>) => [...new Set(names)].toSorted();
const namesOf = (described: readonly Described[]) => sorted(described.map(({ name }) => name));

let badge: Element;
beforeAll(async () => {
  const answer = await fetch(new URL('../custom-elements.json', import.meta.url));
  const { modules } = (await answer.json()) as { modules: { declarations: Element[] }[] };
  badge = modules.flatMap(({ declarations }) => declarations).find(({ tagName }) => tagName === 'intyg-case-badge')!;
});

describe('The manifest of the elements', () => {
  it('names each attribute and property of the badge, and no other', () => {
    expect(namesOf(badge.attributes)).toEqual(sorted(CaseBadge.observedAttributes));
    const inner = ['announced', 'code'];
    const properties = Object.keys(CaseBadge.properties).filter((name) => !inner.includes(name));
    expect(namesOf(badge.members)).toEqual(sorted([...properties, 'count']));
  });

  it('names each part, slot and custom property of the badge, and no other', async () => {
    const { renderRoot } = await test.page.badge('unit="SE1"');
    const all = (selector: string) => [...renderRoot.querySelectorAll(selector)];
    expect(namesOf(badge.cssParts)).toEqual(sorted(all('[part]').map((part) => part.getAttribute('part')!)));
    expect(namesOf(badge.slots)).toEqual(sorted(all('slot').map((slot) => slot.getAttribute('name') ?? '')));
    const used = [...styles.cssText.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name!);
    expect(namesOf(badge.cssProperties)).toEqual(sorted(used));
  });

  it('names each event that the badge can send, and no other', async () => {
    const { page } = test;
    const element = await page.liveBadge('SE1', 3);
    element.renderRoot.querySelector('button')!.click();
    page.graph.error(['SE1'], 'INTERNAL_SERVER_ERROR');
    for (let refusal = 0; refusal < 3; refusal++) {
      await page.pass(1_250);
      page.graph.socket.drop(4401);
    }
    await page.pass(0);
    expect(namesOf(badge.events)).toEqual(sorted(page.events.map(([type]) => type)));
  });

  it('describes all of it', () => {
    const { attributes, members, events, slots, cssParts, cssProperties } = badge;
    const all = [...attributes, ...members, ...events, ...slots, ...cssParts, ...cssProperties];
    expect(all.filter(({ description }) => !description).map(({ name }) => name)).toEqual([]);
  });
});
