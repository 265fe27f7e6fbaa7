import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { globalId, IdentifierError, parseGlobalId, parseHsaId, parsePersonId, PERSON_ID_ROOT } from './identifiers.ts';

const today = '2026-11-21';

const peer = resolve(import.meta.dirname, '../../../..', process.env['INTYG_PEER_DIR'] ?? '../shared/peer');
const official = resolve(peer, 'reference-data/mock-persons-units/testpersonnummer_skatteverket.csv');
if (!existsSync(official))
  console.warn(`SKIPPED: person numbers are not held against Skatteverket's list; set INTYG_PEER_DIR.`);

/** The code of the refusal, which must not repeat what was refused. */
function refusalOf(parse: () => unknown, given: string): string | undefined {
  try {
    parse();
    return undefined;
  } catch (error) {
    if (!(error instanceof IdentifierError)) throw error;
    if (given.length > 3) expect(JSON.stringify([error.message, error.facts])).not.toContain(given);
    return error.code;
  }
}
const personRefusal = (text: string, day = today) => refusalOf(() => parsePersonId(text, day), text);

describe.skipIf(!existsSync(official))("Skatteverket's official test numbers", () => {
  const numbers = existsSync(official)
    ? readFileSync(official, 'utf8')
        .split(/\r?\n/)
        .slice(1)
        .filter(Boolean)
        .map((line) => line.replace('-', ''))
    : [];

  it('are all taken for personal numbers', () => {
    expect(numbers).toHaveLength(13_174);
    expect(numbers.filter((number) => personRefusal(number))).toEqual([]);
    expect(new Set(numbers.map((number) => parsePersonId(number, today).kind))).toEqual(new Set(['PERSONAL_NUMBER']));
  });

  it('are refused with any other check digit', () => {
    const changed = numbers.map((number) => number.slice(0, 11) + ((Number(number[11]) + 1) % 10));
    expect(changed.filter((number) => !personRefusal(number))).toEqual([]);
  });

  it('are co-ordination numbers with 60 added to the day and the check digit that this gives', () => {
    const coordinated = numbers.slice(0, 500).map((number) => {
      const raised = number.slice(0, 6) + (Number(number.slice(6, 8)) + 60) + number.slice(8, 11);
      return Array.from({ length: 10 }, (_, digit) => raised + digit).filter((candidate) => !personRefusal(candidate));
    });
    expect(coordinated.map((fitting) => fitting.length)).toEqual(coordinated.map(() => 1));
    expect(parsePersonId(coordinated[0]?.[0] ?? '', today).kind).toBe('COORDINATION_NUMBER');
  });
});

describe('A person identity', () => {
  it.each([
    ['191212121212', 'PERSONAL_NUMBER'],
    ['200402292395', 'PERSONAL_NUMBER'],
    ['198001910002', 'COORDINATION_NUMBER'],
    ['195401875769', 'COORDINATION_NUMBER'],
    ['22790814AA01', 'RESERVE_NUMBER'],
    ['22950606FH12', 'RESERVE_NUMBER'],
    ['22950606FH20', 'RESERVE_NUMBER'],
    ['25780404KHD5', 'RESERVE_NUMBER'],
    ['00342145BZ31', 'RESERVE_NUMBER'],
    ['00749852BZK0', 'RESERVE_NUMBER'],
  ])('may be %s, a %s', (value, kind) => {
    expect(parsePersonId(value, today)).toEqual({ kind, value });
  });

  it('is of every kind that messages can name', () => {
    expect(Object.keys(PERSON_ID_ROOT)).toEqual(['PERSONAL_NUMBER', 'COORDINATION_NUMBER', 'RESERVE_NUMBER']);
    expect(new Set(Object.values(PERSON_ID_ROOT)).size).toBe(3);
  });

  it.each([
    ['191212121213', 'with a wrong check digit'],
    ['199002310017', 'on 31 February, with a wrong check digit too'],
    ['199002310010', 'on 31 February'],
    ['199002300011', 'on 30 February'],
    ['190002290005', 'on 29 February of a year that is no leap year'],
    ['198001600009', 'on day 60, which is neither a day nor a raised one'],
    ['198001920001', 'on day 92, which is 32 raised'],
    ['000000000000', 'of noughts'],
    ['179901010109', 'of the eighteenth century'],
    ['1212121212', 'without a century'],
    ['121212-1212', 'without a century, with a dash'],
    ['121212+1212', 'without a century, with a plus'],
    ['19121212-1212', 'with a dash'],
    ['209912121212', 'born in the future, with a wrong check digit too'],
    ['209912121218', 'born in the future'],
    ['22850321IP84', 'with the letter I'],
    ['22850321OP84', 'with the letter O'],
    ['22850321QP84', 'with the letter Q'],
    ['22850321VP84', 'with the letter V'],
    ['22850321WP84', 'with the letter W'],
    ['22850321tp84', 'in lower case'],
    ['22850321TP83', 'of a reserve number with a wrong check digit'],
    ['19790814AA06', 'of a reserve number in the series of person numbers'],
    ['23790814AA00', 'of a reserve number born in the future'],
    ['00790914AA06', 'of a reserve number without a birth date that has one'],
    ['00342039AA06', 'of a reserve number without a birth date, too early a day'],
    ['00342060AA08', 'of a reserve number without a birth date, too late a day'],
    ['00341945BZ35', 'of a reserve number without a birth date, too early a month'],
    ['01342145BZ30', 'of a reserve number in no series'],
    ['22790231AA06', 'of a reserve number on 31 February'],
    ['99790814AA09', 'of a reserve number born in the twenty-second century'],
    ['１９１２１２１２１２１２', 'in full-width figures'],
    ['١٩١٢١٢١٢١٢١٢', 'in Arabic figures'],
    ['191212\u200b121212', 'with a zero-width space'],
    ['191212121212\u00a0', 'with a no-break space at its end'],
    ['19121212–1212', 'with an en dash'],
    ['191212121212\n', 'with a line break at its end'],
    [' 191212121212', 'with a blank before it'],
    ['', 'of nothing'],
  ])('may not be %j: %s', (text) => {
    expect(personRefusal(text)).toBe('PERSON_ID');
  });

  it.each(['I', 'O', 'Q', 'V', 'W'])('has no %s in any check digit', (letter) => {
    const all = Array.from({ length: 10 }, (_, digit) => [
      `22850321${letter}P8${digit}`,
      `22850321T${letter}8${digit}`,
    ]);
    expect(all.flat().filter((text) => !personRefusal(text))).toEqual([]);
  });

  it('is somebody born today, and nobody born tomorrow', () => {
    expect(personRefusal('200512312398', '2005-12-31')).toBeUndefined();
    expect(personRefusal('200512312398', '2005-12-30')).toBe('PERSON_ID');
    expect(personRefusal('22790814AA01', '1979-08-14')).toBeUndefined();
    expect(personRefusal('22790814AA01', '1979-08-13')).toBe('PERSON_ID');
  });
});

describe('An HSA-id', () => {
  it.each(['TSTNMT2321000156-ALMC', 'SE2321000016-1003', 'IFV1239877878-1041', 'SE165565594230-1000'])(
    'may be %s',
    (text) => {
      expect(parseHsaId(text)).toBe(text);
    },
  );

  it.each([
    '',
    'TSTNMT2321000156',
    'TSTNMT2321000156-',
    '-ALMC',
    'tstnmt2321000156-almc',
    'TSTNMT2321000156-ALMC ',
    'TSTNMT2321000156-ALMC\n',
    'TSTNMT2321000156-AL MC',
    'TSTNMT2321000156-ÅLMC',
    'TSTNMT2321000156–ALMC',
    `SE2321000016-${'1'.repeat(26)}`,
    `SE${'1'.repeat(23)}-1`,
    "SE2321000016-1' or '1'='1",
  ])('may not be %j', (text) => {
    expect(refusalOf(() => parseHsaId(text), text)).toBe('HSA_ID');
  });
});

describe('The id of a thing in the graph', () => {
  const uuid = '78040000-0000-4000-8000-000000000002';

  it('leads back to the thing', () => {
    expect(parseGlobalId('Case', globalId('Case', uuid))).toBe(uuid);
  });

  it.each([
    ['the id of another type', `Certificate_${uuid}`],
    ['the id of a type whose name begins alike', `CaseMessage_${uuid}`],
    ['the UUID alone', uuid],
    ['a UUID in capitals', 'Case_ABCDEF00-0000-4000-8000-000000000002'],
    ['no UUID', 'Case_1'],
    ['a blank at its end', `Case_${uuid} `],
    ['a line break at its end', `Case_${uuid}\n`],
    ['something more', `Case_${uuid}_${uuid}`],
    ['nothing', ''],
  ])('is not %s', (_, id) => {
    expect(refusalOf(() => parseGlobalId('Case', id), id)).toBe('ID');
  });
});
