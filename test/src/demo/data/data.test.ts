import { isUuid, parsePersonId } from '@intygsgraf/kernel/domain';
import { describe, expect, it } from 'vitest';
import { questionSchema } from '../../counterparts/agency/question.ts';
import { certificates } from './certificates.ts';
import { directory } from './directory.ts';
import { persons } from './persons.ts';
import { questions } from './questions.ts';

const { careUnits, staff } = directory;
const units = careUnits.flatMap((unit) => [unit, ...unit.subUnits]);

/** The day on which the demo's story stands, and how far back its certificates go. */
const today = '2026-11-15';
const first = '2026-09-16';

const test = (serial: string): string => `TSTNMT2321000156-${serial}`;
const onUnit = (serial: string) => certificates.filter(({ unit }) => unit === test(serial));
const isUnique = (ids: readonly string[]): boolean => new Set(ids).size === ids.length;
/** The care unit that a unit is or belongs to. */
const careUnitOf = (hsaId: string) =>
  careUnits.find((unit) => unit.hsaId === hsaId || unit.subUnits.some((subUnit) => subUnit.hsaId === hsaId));
const find = (personId: string) => persons.find((person) => person.personId === personId);

describe('The persons', () => {
  it('are thirty, each with a number whose check digit holds', () => {
    expect(persons).toHaveLength(30);
    expect(isUnique(persons.map(({ personId }) => personId))).toBe(true);
    for (const { personId } of persons) expect(parsePersonId(personId, today).value).toBe(personId);
  });

  it('are two protected, two deceased, one test-indicated and one with a reserve number', () => {
    const count = (holds: (person: (typeof persons)[number]) => boolean) => persons.filter(holds).length;
    expect(count(({ protectedPerson }) => protectedPerson)).toBe(2);
    expect(count(({ deceased }) => deceased)).toBe(2);
    expect(count(({ testIndicated }) => testIndicated)).toBe(1);
    expect(count(({ personId }) => parsePersonId(personId, today).kind === 'RESERVE_NUMBER')).toBe(1);
  });
});

describe('The certificates', () => {
  it('are one for everybody who is alive and has a personal number', () => {
    const entitled = persons.filter(({ personId, deceased }) => !deceased && /^\d+$/.test(personId));
    expect(certificates.map(({ personId }) => personId).toSorted()).toEqual(
      entitled.map(({ personId }) => personId).toSorted(),
    );
    expect(isUnique(certificates.map(({ id }) => id))).toBe(true);
    for (const { id } of certificates) expect(isUuid(id)).toBe(true);
  });

  it('lie on every unit, most of them where the demo shows them', () => {
    const counts = Object.fromEntries(units.map(({ hsaId }) => [hsaId.slice(-4), onUnit(hsaId.slice(-4)).length]));
    expect(counts).toEqual({ ALMC: 6, ALAM: 3, ALHM: 2, ALVC: 5, ALTV: 2, BEVC: 5, BEHD: 2, BERM: 2 });
  });

  it.each(['ALMC', 'BEVC'])('on %s are about one protected person', (serial) => {
    expect(onUnit(serial).filter(({ personId }) => find(personId)?.protectedPerson)).toHaveLength(1);
  });

  it('are signed by somebody who may and who is assigned to the care unit', () => {
    const signing = ['DRAA', 'DRAF', 'DRBE', 'DRAT', 'DRBT', 'DREU', 'TLTA'].map(test);
    for (const { signedBy, unit } of certificates) {
      expect(signing).toContain(signedBy);
      const assignments = staff.find(({ hsaId }) => hsaId === signedBy)?.assignments.map((assigned) => assigned.unit);
      expect(assignments).toContain(careUnitOf(unit)?.hsaId);
    }
    for (const { signedBy, unit } of certificates) expect(signedBy === test('TLTA')).toBe(unit === test('ALTV'));
  });

  it('are signed during the last sixty days', () => {
    for (const { signedAt } of certificates) {
      expect(signedAt).toBe(new Date(signedAt).toISOString().replace('.000Z', 'Z'));
      expect(signedAt >= first && signedAt < today).toBe(true);
    }
  });

  it('answer only what the type asks', () => {
    const asked =
      '27.1 1.1 1.3 28.1 29.1 6.1 35.1 17.1 19.1 20.1 32.1 37.1 34.1 33.1 33.2 39.1 39.3 40.1 44.1 25.1 26.1 26.2';
    for (const { answers } of certificates) {
      for (const id of Object.keys(answers)) expect(asked.split(' ')).toContain(id);
    }
    const answered = new Set(certificates.flatMap(({ answers }) => Object.keys(answers)));
    expect([...answered].toSorted()).toEqual(asked.split(' ').toSorted());
  });
});

describe('The questions', () => {
  it('are about certificates that are there, under ids of their own', () => {
    expect(isUnique(questions.map(({ messageId }) => messageId))).toBe(true);
    for (const { messageId, certificateId } of questions) {
      expect(isUuid(messageId)).toBe(true);
      expect(certificates.map(({ id }) => id)).toContain(certificateId);
    }
  });

  it('are what the agency can send', () => {
    for (const question of questions) {
      const about = certificates.find(({ id }) => id === question.certificateId);
      const whole = { ...question, unitHsaId: about?.unit, personId: about?.personId };
      expect(questionSchema.parse(whole)).toEqual(whole);
    }
  });

  it('come after the certificate, and none about a test-indicated person', () => {
    for (const { certificateId, sentAt } of questions) {
      const about = certificates.find(({ id }) => id === certificateId);
      expect((sentAt ?? '') > (about?.signedAt ?? '9')).toBe(true);
      expect(find(about?.personId ?? '')?.testIndicated).toBe(false);
    }
  });

  it('ask complements about what the certificate answers', () => {
    for (const { certificateId, subject, complements } of questions) {
      expect(complements !== undefined).toBe(subject === 'COMPLEMENT');
      const answers = Object.keys(certificates.find(({ id }) => id === certificateId)?.answers ?? {});
      for (const { questionId } of complements ?? []) {
        expect(answers.map((answer) => answer.split('.')[0])).toContain(questionId);
      }
    }
  });
});
