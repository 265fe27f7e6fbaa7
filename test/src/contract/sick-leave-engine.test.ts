import { chainsOf } from '@intygsgraf/decision-support';
import { readTable } from '@intygsgraf/kernel/server';
import { describe, expect, it } from 'vitest';
import { peerFile } from '../support/peer.ts';

const FOLDER = 'reference-data/sick-leave-engine';
const there = peerFile(FOLDER, 'the nation’s chains of certificates are not read');

/** Days of each sick leave, by patient in the order of the file; at most five days lie between certificates. */
const DAYS: Readonly<Record<string, readonly string[]>> = {
  'SjukfallServiceTest/intygsdata-engine.csv': [
    '19',
    '19',
    '24',
    '24',
    '14',
    '14',
    '22',
    '15',
    '15',
    '5 5 5',
    '29',
    '5 19',
  ],
  'Sjukfall/Patient/intygsdata-patient.csv': ['10 23'],
  'Sjukfall/Enhet/intygsdata.csv': ['10', '9', '20', '15', '27', '17'],
  'Sjukfall/Enhet/intygsdata-creator.csv': ['19', '19', '24', '24', '14', '14', '22'],
  'Sjukfall/Enhet/intygsdata-resolver.csv': ['15', '20', '15', '15', '29', '26', '5 5 5'],
  'Sjukfall/Enhet/intygsdata-resolver-left.csv': ['15', '5 10', '10', '17', '19', '19', '29'],
  'Sjukfall/Enhet/intygsdata-resolver-right.csv': ['15', '10 5', '10', '19', '21 5', '24 5'],
};

/** The certificates of each patient; `[from;to;degree|from;to;degree]`. */
async function patientsOf(file: string) {
  const rows = [];
  for await (const { cells } of readTable(`${there}/${file}`, { delimiter: ',', quote: '"' })) rows.push(cells);
  const [header = [], ...certificates] = rows;
  const cell = (row: readonly string[], name: string): string => row[header.indexOf(name)] ?? '';
  const patients = Map.groupBy(
    certificates.filter((row) => cell(row, 'INTYGSID') !== ''),
    (row) => cell(row, 'PERSONNUMMER'),
  );
  return [...patients.values()].map((of) =>
    of.map((row) => ({
      certificateId: cell(row, 'INTYGSID'),
      periods: cell(row, 'FÖRMÅGA')
        .slice(1, -1)
        .split('|')
        .map((period) => {
          const [from = '', to = ''] = period.split(';');
          return { from, to };
        }),
    })),
  );
}

describe.skipIf(!there)('The chains of the nation’s own test certificates', () => {
  it.each(Object.keys(DAYS))('in %s have the days that they have there', async (file) => {
    const patients = await patientsOf(file);
    const told = patients.map((leaves) =>
      chainsOf(leaves)
        .map(({ days }) => days)
        .join(' '),
    );
    expect(told).toEqual(DAYS[file]);
  });

  it('are parted as soon as one day more lies between two certificates than may', async () => {
    const [first = []] = await patientsOf('Sjukfall/Enhet/intygsdata-creator.csv');
    expect([0, 1].map((longestGap) => chainsOf(first, longestGap).length)).toEqual([2, 1]);
  });
});
