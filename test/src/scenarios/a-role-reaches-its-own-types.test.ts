import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agencyAsks, certificateOf } from '../support/agency.ts';
import { ask } from '../support/graph-client.ts';
import { tage, units } from '../support/people.ts';
import { digest, rowsOf, targetOf } from '../support/rows.ts';
import { leaks, secrets } from '../support/secrets.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';
import { byEveryWay, type Target, tryWay } from '../support/ways-in.ts';

let stack: SeededStack;
beforeAll(async () => {
  stack = await startSeededStack();
});
afterAll(() => stack.stop());

describe('A dentist', () => {
  const certificate = certificateOf(units.alfaTandvard);
  const text = 'En fråga om tandvård.';
  const told = [...secrets(({ id }) => id === certificate), text];
  let target: Target;
  const everything = async (): Promise<string> => {
    const token = await stack.token(tage);
    const answers = await byEveryWay((way) => tryWay(stack.gatewayUrl, token, way, tage.unit, target));
    return answers.map((answer) => answer.text).join();
  };
  const total = async (): Promise<unknown> =>
    (await ask(stack.gatewayUrl, await stack.token(tage), `{ unhandled(units: ["${tage.unit}"]) { total } }`)).data;
  beforeAll(async () => {
    await agencyAsks(stack.agencyUrl, certificate, { text });
    target = await targetOf(stack.database, certificate);
  });

  it('sees and counts a case about a type that dentists write', async () => {
    expect(await total()).toEqual({ unhandled: [{ total: 1 }] });
    expect(leaks(await everything(), told)).toEqual(told);
  });

  it('neither sees nor counts nor handles one about a type that they do not', async () => {
    for (const table of ['"case"', 'certificate'])
      await rowsOf(stack.database, `update cases.${table} set type_id = 'fk7800'`);
    await rowsOf(stack.database, `update cases."case" set status = 'WAITING_FOR_CARE'`);
    const before = await digest(stack.database);
    expect(await total()).toEqual({ unhandled: [{ total: 0 }] });
    expect(leaks(await everything(), [text, target.case])).toEqual([]);
    expect(await digest(stack.database)).toEqual(before);
  });
});
