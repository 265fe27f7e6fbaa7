import { judgeMessage, readCertificateMessage, typeOfRow } from '@intygsgraf/certificates';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { peerFile } from '../support/peer.ts';
import { conformanceFolder, type FolderRow } from './conformance-folder.ts';

const here = conformanceFolder('older contracts are not held against today’s');
const OLDER = /^(legacy|rivtav1)__/;

/** Certificates that are there both in an older contract and in today's, under the same name. */
const twins = (here?.rows ?? []).flatMap((row): [string, FolderRow, string][] => {
  const [folder, name] = [path.dirname(row.file), path.basename(row.file)];
  const twin = path.join(folder, name.replace(OLDER, ''));
  const isTwin = OLDER.test(name) && row.expect === 'pass' && existsSync(path.join(here?.folder ?? '', twin));
  return isTwin ? [[row.file, row, twin]] : [];
});

/** What a file says in a type's answers; a no that only one of the contracts has a place for is left out. */
function answersIn(row: FolderRow, file: string) {
  const type = typeOfRow(row);
  if (!type) throw new Error(`no type for ${file}`);
  const message = readCertificateMessage(readFileSync(path.join(here?.folder ?? '', file)));
  const { answers } = judgeMessage(type, message, '2026-07-20');
  const isNo = (answer: object): boolean => 'boolean' in answer && answer.boolean === false;
  return Object.fromEntries(Object.entries(answers).filter(([, answer]) => type.id !== 'fk7263' || !isNo(answer)));
}

describe.skipIf(!here)('A certificate of an older contract', () => {
  it('is there in both contracts', () => {
    expect(twins.length).toBeGreaterThan(20);
  });

  it.each(twins)('%s says what it says in today’s', (file, row, twin) => {
    const [older, today] = [answersIn(row, file), answersIn(row, twin)];
    expect(older).toEqual(today);
    expect(Object.keys(older).length).toBeGreaterThan(3);
  });
});

/** One of each older contract. */
const first = [
  ...Map.groupBy(
    here?.rows.filter(({ file, expect: wanted }) => OLDER.test(path.basename(file)) && wanted === 'pass') ?? [],
    ({ format }) => format,
  ).values(),
].flatMap(([row]) => row ?? []);

describe.skipIf(!here).each(first)('A certificate of $format', ({ file }) => {
  const xml = readFileSync(path.join(here?.folder ?? '', file), 'utf8');
  const read = (text: string) => () => readCertificateMessage(new TextEncoder().encode(text));

  it.each([
    ['an attribute of nobody', (line: string) => line.replace(/<((?:\w+:)?postort)>/, '<$1 who="me">')],
    ['words between its elements', (line: string) => line.replace(/<((?:\w+:)?postort)>/, 'words <$1>')],
    ['a part of it twice', (line: string) => line.replace(/<((?:\w+:)?postort)>.*<\/\1>/, '$&$&')],
  ])('with %s is refused', (_, change) => {
    expect(read(xml)).not.toThrow();
    expect(change(xml)).not.toBe(xml);
    expect(read(change(xml))).toThrow(/attribute|text between|once|out of order|postnummer|telefonnummer/);
  });
});

const ofSickness = first.find(({ format }) => format.includes('RegisterMedicalCertificate'));

describe.skipIf(!ofSickness)('A certificate of RegisterMedicalCertificate', () => {
  const xml = ofSickness ? readFileSync(path.join(here?.folder ?? '', ofSickness.file), 'utf8') : '';
  const read = (text: string) => readCertificateMessage(new TextEncoder().encode(text));
  const changed = (from: RegExp, to: string): string => {
    expect(xml).toMatch(from);
    return xml.replace(from, to);
  };

  it.each([
    ['no care provider', /<(\w+:)vardgivare>[^]*?<\/\1vardgivare>/, ''],
    ['numbers of nobody knows which kind', /(<\w+:(?:person|personal|enhets|vardgivare)-id) root="[^"]*"/g, '$1'],
    ['what others have added', /<\/(\w+:)lakarutlatande>/, '<more xmlns="urn:more">x</more></$1lakarutlatande>'],
    ['a bad prognosis', /Det_gar_inte_att_bedomma|Aterstallas_\w+/, 'Inte_aterstallas'],
    ['a time with its zone', /(signeringsdatum>[^<.]*)[^<]*</, '$1+01:00<'],
  ])('is read with %s', (_, from, to) => {
    expect(read(changed(from, to)).answers.length).toBeGreaterThan(3);
  });

  it.each([
    ['the name of the form', /typAvUtlatande>[^<]*</, 'typAvUtlatande>Intyg<', /typAvUtlatande/],
    ['when it was signed', /signeringsdatum>[^<]*</, 'signeringsdatum>i går<', /signeringsdatum/],
    ['days of the calendar', /varaktighetTom>[^<]*</, 'varaktighetTom>2013-02-30<', /varaktighetTom/],
  ])('says %s', (_, from, to, told) => {
    expect(() => read(changed(from, to))).toThrow(told);
  });
});

const messages = peerFile('messages', 'messages of other systems are not read');
/** What is no certificate, has places to fill in, or is not as its contract says. */
const REFUSED = /response|soap-message|\$|soapui-project__968a08/;

describe.skipIf(!messages).each([
  ['RegisterMedicalCertificate-v3', 18],
  ['RegisterTSBas-v1', 2],
  ['RegisterTSDiabetes-v1', 1],
  ['GetCertificate-v2', 2],
])('A message of %s', (folder, atLeast) => {
  it('is read when its contract allows it', () => {
    const place = path.join(messages ?? '', folder);
    const names = readdirSync(place).filter((name) => name.endsWith('.xml') && !REFUSED.test(name));
    const read = names.filter((name) => {
      try {
        return readCertificateMessage(readFileSync(path.join(place, name))).answers.length > 0;
      } catch {
        return false;
      }
    });
    expect(read.length).toBeGreaterThanOrEqual(atLeast);
  });
});
