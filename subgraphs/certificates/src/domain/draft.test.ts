import { Role } from '@intygsgraf/kernel/domain';
import { describe, expect, it } from 'vitest';
import fk7804 from '../types/fk7804-1.3.ts';
import {
  actionRefusals,
  creationRefusals,
  type Draft,
  DraftAction,
  DraftStatus,
  isLocked,
  lockedFrom,
} from './draft.ts';

describe('The first day on which a draft is locked', () => {
  it.each([
    ['begun in winter', '2026-11-22', '2026-12-07'],
    ['with the clocks put forward in between (2027-03-28)', '2027-03-20', '2027-04-04'],
    ['with the clocks put back in between (2026-10-25)', '2026-10-20', '2026-11-04'],
    ['over 29 February', '2028-02-20', '2028-03-06'],
    ['over the year', '2026-12-24', '2027-01-08'],
  ])('is the 15th after the day it was begun: %s', (_, begun, locked) => {
    expect(lockedFrom(begun)).toBe(locked);
  });

  const draft = { status: 'DRAFT_INCOMPLETE', lockedFrom: lockedFrom('2026-11-22') } as const;

  it.each([
    ['2026-11-22', false],
    ['2026-12-06', false],
    ['2026-12-07', true],
    ['2027-06-01', true],
  ])('decides: on %s it is locked: %s', (today, locked) => {
    expect(isLocked(draft, today)).toBe(locked);
  });

  it('decides for good: a clock put back opens nothing', () => {
    expect(isLocked({ ...draft, status: 'LOCKED' }, '2026-11-23')).toBe(true);
  });
});

describe('A draft is made', () => {
  it.each<[Role, 'OPEN' | 'PROTECTED', boolean, string[]]>([
    ['DOCTOR', 'OPEN', false, []],
    ['CARE_ADMINISTRATOR', 'OPEN', false, []],
    ['DOCTOR', 'PROTECTED', false, []],
    ['DENTIST', 'PROTECTED', false, []],
    ['NURSE', 'PROTECTED', false, ['PATIENT_PROTECTED']],
    ['CARE_ADMINISTRATOR', 'PROTECTED', false, ['PATIENT_PROTECTED']],
    ['DOCTOR', 'OPEN', true, ['PATIENT_DECEASED']],
    ['NURSE', 'PROTECTED', true, ['PATIENT_PROTECTED', 'PATIENT_DECEASED']],
  ])('by a %s for somebody whose data are %s, deceased: %s', (role, protection, deceased, refusals) => {
    expect(creationRefusals({ type: fk7804, role, person: { protection, deceased } })).toEqual(refusals);
  });
});

describe('What may be done with a draft', () => {
  const today = '2026-11-22';
  const refusals = (action: DraftAction, status: DraftStatus, role: Role, from = '2026-12-07'): string[] => {
    const draft: Pick<Draft, 'status' | 'lockedFrom'> = { status, lockedFrom: from };
    return actionRefusals(action, { draft, type: fk7804, role, today });
  };

  it.each(Object.values(DraftStatus))('%s: edit, delete', (status) => {
    const expected = status === 'LOCKED' ? ['DRAFT_LOCKED'] : [];
    for (const action of ['EDIT', 'DELETE'] as const) expect(refusals(action, status, 'NURSE')).toEqual(expected);
  });

  it.each<[DraftStatus, string[]]>([
    ['EMPTY_DRAFT', ['DRAFT_NOT_COMPLETE']],
    ['DRAFT_INCOMPLETE', ['DRAFT_NOT_COMPLETE']],
    ['DRAFT_COMPLETE', []],
    ['LOCKED', ['DRAFT_LOCKED', 'DRAFT_NOT_COMPLETE']],
  ])('%s: sign', (status, expected) => {
    expect(refusals('SIGN', status, 'DOCTOR')).toEqual(expected);
  });

  it.each(Object.values(Role))('by a %s: sign', (role) => {
    const expected = (fk7804.signedBy as Role[]).includes(role) ? [] : ['ROLE_MAY_NOT_SIGN'];
    expect(refusals('SIGN', 'DRAFT_COMPLETE', role)).toEqual(expected);
  });

  it('is to delete it only, once its type is out of use', () => {
    const draft = { status: 'DRAFT_COMPLETE', lockedFrom: '2026-12-07' } as const;
    const facts = {
      draft: { ...draft, revokedAt: null },
      type: { ...fk7804, validTo: '2026-11-21' },
      role: 'DOCTOR',
      today,
    } as const;
    expect(actionRefusals('DELETE', facts)).toEqual([]);
    for (const action of ['EDIT', 'SIGN'] as const)
      expect(actionRefusals(action, facts)).toEqual(['TYPE_NOT_IN_FORCE']);
  });

  it('ends when its day has come, whatever status was stored, but for printing it', () => {
    expect(refusals('PRINT', 'DRAFT_COMPLETE', 'DOCTOR', today)).toEqual([]);
    for (const action of Object.values(DraftAction).filter((name) => name !== 'PRINT'))
      expect(refusals(action, 'DRAFT_COMPLETE', 'DOCTOR', today)).toEqual(['DRAFT_LOCKED']);
  });
});
