import { DomainError } from '@intygsgraf/kernel/domain';
import { describe, expect, it } from 'vitest';
import { type Case, CaseStatus, CaseSubject, markHandled, markUnhandled, Party } from './case.ts';
import { CaseAction, refusalsOf } from './case-action.ts';
import { answer, checkComplement, type WrittenAbout } from './correspondence.ts';

const about: WrittenAbout = {
  typeId: 'fk7804',
  sent: true,
  revoked: false,
  testCertificate: false,
  testIndicated: false,
};
const doctor = { role: 'DOCTOR', hsaId: 'SE1-DRAA' } as const;

type Standing = Pick<Case, 'status' | 'subject' | 'askedBy' | 'answeredAt'>;

/** Every way in which a case can stand. */
const standings = Object.values(CaseStatus).flatMap((status) =>
  Object.values(CaseSubject).flatMap((subject) =>
    Object.values(Party).flatMap((askedBy) =>
      [null, new Date()].map((answeredAt): Standing => ({ status, subject, askedBy, answeredAt })),
    ),
  ),
);

const carriesOut: Record<CaseAction, (standing: Standing, of: WrittenAbout) => Partial<Case>> = {
  MARK_HANDLED: (standing) => markHandled(standing, 'SE1-DRAA', new Date()),
  MARK_UNHANDLED: (standing, { revoked }) => markUnhandled(standing, revoked),
  ANSWER: (standing, of) => answer(standing, of, doctor, new Date()),
  COMPLEMENT: (standing, of) => checkComplement(standing, of, doctor.role),
};

function met(change: () => unknown): string | undefined {
  try {
    change();
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

describe('The refusals that a case tells beforehand', () => {
  it.each(Object.values(CaseAction))('of %s begin with the one that it meets, however the case stands', (action) => {
    for (const of of [about, { ...about, revoked: true }, { ...about, sent: false }])
      for (const standing of standings)
        expect(refusalsOf(action, standing, of, doctor.role)[0], JSON.stringify(standing)).toBe(
          met(() => carriesOut[action](standing, of)),
        );
  });

  it('were asked for every action', () => {
    expect(Object.keys(carriesOut)).toEqual(Object.keys(CaseAction));
    expect(Object.keys(CaseAction)).toEqual(Object.values(CaseAction));
  });

  it('let something be done with every case that is unhandled', () => {
    for (const standing of standings.filter(({ status }) => status !== 'HANDLED'))
      expect(refusalsOf('MARK_HANDLED', standing, about, doctor.role)).toEqual([]);
  });
});
