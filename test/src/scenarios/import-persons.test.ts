import { commands } from '@intygsgraf/users';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunningServer } from '../counterparts/listen.ts';
import { listen } from '../counterparts/listen.ts';
import { startPersonService } from '../counterparts/person-service/person-service.ts';
import { persons } from '../demo/data/persons.ts';
import { type CommandEnd, intyg } from '../support/commands.ts';
import { peerFile } from '../support/peer.ts';
import { filesOf } from '../support/register-file.ts';

const [sture, goran, kjell] = persons.map(({ personId }) => personId) as [string, string, string];

let folder: string;
let service: RunningServer;
const start = () => startPersonService({ persons: [], file: path.join(folder, 'persons.json') });
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'intygsgraf-persons-'));
  service = await start();
});
afterEach(async () => {
  await service.stop();
  await rm(folder, { recursive: true });
});

const importFiles = (files: readonly string[], ...options: string[]): Promise<CommandEnd> =>
  intyg(commands, { personServiceUrl: () => service.url }, 'import', 'persons', ...files, ...options);

/** Of a person as the person service tells of them. */
const person = (extension: string, more: object = {}) => ({
  personalIdentity: { extension },
  primaryIdentity: true,
  name: { givenName: { name: 'Prova' }, middleName: { name: 'Mellan' }, surname: { name: 'Namnsson' } },
  addressInformation: { residentialAddress: { city: 'Provköping', postalCode: 12345 } },
  protectedPersonIndicator: false,
  testIndicator: false,
  ...more,
});
const former = (personId: string, sekretessmarkering: string) => ({
  sekretessmarkering,
  personpost: {
    personId,
    namn: { fornamn: 'Gamla', efternamn: 'Formatsson' },
    avregistrering: { avregistreringsorsakKod: 'AV', avregistreringsdatum: '2017-01-01' },
  },
});
const json = (value: unknown) => JSON.stringify(value);

const importJson = async (...values: readonly unknown[]): Promise<CommandEnd> =>
  importFiles(await filesOf(Object.fromEntries(values.map((value, place) => [`${place}.json`, json(value)]))));

async function known(...personIds: readonly string[]): Promise<Record<string, unknown>[]> {
  const response = await fetch(`${service.url}/persons`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: json({ personIds }),
  });
  return ((await response.json()) as { persons: Record<string, unknown>[] }).persons;
}
const nobody = (personId: string) => ({ personId, status: 'NOT_FOUND' });

describe('Persons', () => {
  it('are brought to the person service that the system asks, and are there after it starts anew', async () => {
    const { code, said } = await importJson(
      person(sture, { protectedPopulationRecord: true }),
      person(goran, { deregistration: { deregistrationReasonCode: 'AV' }, testIndicator: true }),
    );
    expect([code, said]).toEqual([0, expect.stringContaining('persons: 2: 2 new, 0 changed, 0 as before')]);
    expect(said).toContain('1 protected, 1 deceased, 1 test persons, 0 without a name');
    await service.stop();
    service = await start();
    expect(await known(sture, goran)).toMatchObject([
      { status: 'FOUND', givenName: 'Prova', surname: 'Mellan Namnsson', protectedPerson: true, deceased: false },
      { status: 'FOUND', protectedPerson: false, deceased: true, testIndicated: true },
    ]);
  });

  it('come in the form of former years, and as a list in one file', async () => {
    const { code } = await importJson([former(sture, 'J'), former(goran, 'N')]);
    expect(code).toBe(0);
    expect(await known(sture, goran)).toMatchObject([
      { givenName: 'Gamla', surname: 'Formatsson', protectedPerson: true, deceased: true },
      { protectedPerson: false },
    ]);
  });

  it('come as Skatteverket’s list of test numbers, with made-up names', async () => {
    const hyphened = [sture, goran].map((number) => `${number.slice(0, 8)}-${number.slice(8)}`);
    const files = await filesOf({ 'list.csv': ['personNr', ...hyphened, ''].join('\r\n') });
    expect((await importFiles(files, '--json')).said).toBe(
      json({
        ok: true,
        persons: 2,
        added: 2,
        changed: 0,
        asBefore: 0,
        quirks: { protected: 0, deceased: 0, testIndicated: 0, withoutName: 0 },
        leftOut: [],
      }),
    );
    expect(await known(goran)).toMatchObject([{ givenName: 'Test', surname: 'Person 3' }]);
  });

  it('of a list of numbers leave those who are known as they are', async () => {
    await importJson(person(sture, { protectedPersonIndicator: true }));
    const files = await filesOf({ 'list.csv': ['personNr', sture, goran, ''].join('\n') });
    expect((await importFiles(files)).said).toContain('persons: 2: 1 new, 0 changed, 1 as before');
    expect(await known(sture)).toMatchObject([{ givenName: 'Prova', protectedPerson: true }]);
  });

  it('change nothing the second time, and are brought up to date the third', async () => {
    await importJson(person(sture));
    expect((await importJson(person(sture))).said).toContain('0 new, 0 changed, 1 as before');
    expect((await importJson(person(sture, { protectedPersonIndicator: true }))).said).toContain('0 new, 1 changed');
    expect(await known(sture)).toMatchObject([{ protectedPerson: true }]);
  });
});

describe('Somebody whose number is none', () => {
  const bad = `${kjell.slice(0, -1)}${(Number(kjell.at(-1)) + 1) % 10}`;

  it('is left out and told by their place, and the others come', async () => {
    const { code, said } = await importJson(person(sture), person(bad));
    expect([code, said]).toEqual([0, expect.stringContaining('left out: 1\n  file 2 of 2: this is no personal')]);
    expect(said).not.toContain(bad);
    expect(await known(sture, bad)).toMatchObject([{ status: 'FOUND' }, nobody(bad)]);
  });

  it('refuses all when the import is asked to be strict', async () => {
    const files = await filesOf({ 'one.json': json([person(sture), person(bad)]) });
    expect(await importFiles(files, '--strict')).toMatchObject({
      code: 1,
      told: expect.stringContaining('record 2: this is no personal'),
    });
    expect(await known(sture)).toEqual([nobody(sture)]);
  });
});

describe('A list of persons that is cut or wrong', () => {
  it.each([
    [
      'no flag of protection',
      [person(sture), { ...person(goran), protectedPersonIndicator: undefined }],
      1,
      'file 2 of 2, protectedPersonIndicator: should be boolean',
    ],
    ['another word for protection', [former(sture, 'kanske')], 1, 'the file, sekretessmarkering: invalid_value'],
    [
      'a person told twice, otherwise',
      [person(sture), person(sture, { testIndicator: true })],
      1,
      'file 2 of 2: the person is told otherwise at file 1 of 2',
    ],
    ['somebody of another kind', [person(sture), { hsaId: 'SE1' }], 2, 'file 2 of 2'],
  ])('by %s brings nobody, and tells neither number nor name', async (_what, values, code, told) => {
    const end = await importJson(...values);
    expect(end.told).toContain(told);
    expect(end.code).toBe(code);
    expect(end.told).not.toMatch(/\d{6}|Prova|Namnsson|Gamla/);
    expect(await known(sture)).toEqual([nobody(sture)]);
  });

  it('in the middle of a file brings nobody', async () => {
    const text = json([person(sture), person(goran)]);
    for (let length = 1; length < text.length; length += 29) {
      const { code } = await importFiles(await filesOf({ 'cut.json': text.slice(0, length) }));
      expect(code, `cut at ${length}`).toBeGreaterThan(0);
    }
    const { code, told } = await importFiles(await filesOf({ 'list.csv': `personNr\n${sture}\n${goran.slice(0, 7)}` }));
    expect([code, told]).toEqual([1, expect.stringContaining('line 3, column 1 (personNr): this is no personal')]);
    expect(await known(sture, goran)).toEqual([nobody(sture), nobody(goran)]);
  });

  it('with another header is not understood', async () => {
    expect(await importFiles(await filesOf({ 'list.csv': 'name\nPerson\n' }))).toMatchObject({ code: 2 });
  });
});

describe('A person service', () => {
  it('that takes no persons, as the nation’s, or does not answer, is told in a sentence', async () => {
    const files = await filesOf({ 'one.json': json(person(sture)) });
    const at = (url: string) => intyg(commands, { personServiceUrl: () => url }, 'import', 'persons', ...files);
    const nation = await listen(() => (_request, response) => response.writeHead(405).end());
    expect(await at(nation.url)).toMatchObject({ code: 1, told: expect.stringContaining('takes no persons (405)') });
    await nation.stop();
    expect(await at(nation.url)).toMatchObject({ code: 1, told: expect.stringContaining('does not answer') });
  });
});

const REAL = peerFile('reference-data/mock-persons-units', 'the test environment’s persons are not imported');

describe.runIf(REAL)('The test environment’s persons', () => {
  it.each([
    ['fakepu', 'persons: 71: 71 new'],
    ['infra-pu-old', 'persons: 19: 19 new'],
    ['testpersonnummer_skatteverket.csv', 'persons: 13,174: 13,174 new'],
  ])('in %s come in', async (place, told) => {
    const { code, said, told: refused } = await importFiles([path.join(REAL ?? '', place)]);
    expect(refused).not.toMatch(/fault/);
    expect([code, said]).toEqual([0, expect.stringContaining(told)]);
  });
});
