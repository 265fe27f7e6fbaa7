import { afterEach, describe, expect, it } from 'vitest';

/** What a host has to allow, and nothing more. No `connect-src` for the page itself: only the graph is spoken to. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  'connect-src https://graf.example wss://graf.example',
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ');

/** A page under that policy, with the script of the elements, and what it violated. */
async function strictPage(body: string) {
  const frame = document.createElement('iframe');
  frame.srcdoc = `<!doctype html><html lang="sv"><head>
    <meta http-equiv="Content-Security-Policy" content="${POLICY}"></head><body>${body}</body></html>`;
  document.body.append(frame);
  await new Promise((loaded) => frame.addEventListener('load', loaded));
  const page = frame.contentDocument!;
  const violations: string[] = [];
  page.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => violations.push(effectiveDirective));

  // Made out here, where an address need not be trusted: the page's own markup could have had it.
  const script = Object.assign(document.createElement('script'), { type: 'module' });
  script.src = new URL('./index.ts', import.meta.url).href;
  page.head.append(script);
  const view = frame.contentWindow as Window & typeof globalThis;
  await view.customElements.whenDefined('intyg-case-badge');
  return { page, view, violations };
}

afterEach(() => document.body.replaceChildren());

describe('The script of the elements', () => {
  it('works where neither inline styles nor strings as scripts are allowed', async () => {
    const { page, view, violations } = await strictPage('<intyg-case-badge unit="SE1"></intyg-case-badge>');
    const badge = page.querySelector('intyg-case-badge')!;
    await badge.updateComplete;
    expect(badge.renderRoot.textContent).toContain('Ohanterade ärenden');
    expect(view.getComputedStyle(badge).display).toBe('inline-block');

    // Nothing was violated before what we do on purpose, which shows that the policy is in force.
    expect(() => (page.body.innerHTML = '<p>')).toThrow('TrustedHTML');
    page.body.setAttribute('style', 'color: red');
    await expect.poll(() => violations).toEqual(['require-trusted-types-for', 'style-src-attr']);
  });

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg onload=alert(1)>',
    'javascript:alert(1)',
    '{{7*7}}',
    '${7*7}',
    '</textarea><b>',
  ])('H4 makes nothing of %s but text, whatever it is told by it', async (words) => {
    const { page, view, violations } = await strictPage('');
    const badge = page.createElement('intyg-case-badge');
    for (const name of ['unit', 'units', 'show', 'announce', 'href', 'locale', 'endpoint', 'max'])
      badge.setAttribute(name, words);
    badge.append(words);
    page.body.append(badge);
    await badge.updateComplete;
    const inside = badge.renderRoot as ShadowRoot;
    expect(badge.textContent).toBe(words);
    expect([...inside.querySelectorAll('script, img, svg, textarea, b, a[href^="javascript"]')]).toEqual([]);
    expect(inside.textContent).not.toContain('49');
    expect(view.getComputedStyle(badge).display).toBe('inline-block');
    expect(violations).toEqual([]);
  });

  it('may be loaded from two places', async () => {
    const { view, page } = await strictPage('');
    const again = Object.assign(document.createElement('script'), { type: 'module' });
    again.src = `${new URL('./define.ts', import.meta.url).href}?again`;
    const problems: unknown[] = [];
    view.addEventListener('error', ({ error }) => problems.push(error));
    const loaded = new Promise((done) => again.addEventListener('load', done));
    page.head.append(again);
    await loaded;
    expect(problems).toEqual([]);
  });

  it('leaves nothing on the page but the names that Lit needs', async () => {
    const { view } = await strictPage('');
    const clean = document.body.appendChild(document.createElement('iframe')).contentWindow!;
    const added = Object.getOwnPropertyNames(view).filter((name) => !(name in clean));
    expect(added.filter((name) => !/^(lit|reactive|__v)/.test(name))).toEqual([]);
  });
});
