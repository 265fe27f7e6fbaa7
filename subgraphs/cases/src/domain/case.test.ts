import { matches } from '@intygsgraf/kernel/domain';
import { describe, expect, it } from 'vitest';
import {
  type Case,
  CaseError,
  CaseStatus,
  CaseSubject,
  handled,
  isOverdue,
  markHandled,
  markUnhandled,
  Party,
  RequiredAction,
  requiredAction,
  requiring,
  unhandled,
} from './case.ts';

const statuses = Object.values(CaseStatus);
const subjects = Object.values(CaseSubject);
const actions = Object.keys(RequiredAction) as RequiredAction[];

/** Every way in which a case can stand. */
const standings = statuses.flatMap((status) => subjects.map((subject) => ({ status, subject })));
const everyStanding = standings.map((standing) => [standing.status, standing.subject, standing] as const);

/** How it ends: what would be stored, or the code of the refusal. */
function outcome(change: () => Partial<Case>): Partial<Case> | CaseError['code'] {
  try {
    return change();
  } catch (error) {
    if (error instanceof CaseError) return error.code;
    throw error;
  }
}

describe('The sets of a case', () => {
  it('are these, and each value is named as it is', () => {
    expect(statuses).toEqual(['WAITING_FOR_CARE', 'WAITING_FOR_AGENCY', 'ANSWERED', 'HANDLED']);
    expect(subjects).toEqual(['COMPLEMENT', 'COORDINATION_MEETING', 'CONTACT', 'OTHER']);
    expect(actions).toEqual(['COMPLEMENT', 'ANSWER', 'READ_ANSWER', 'WAIT', 'NONE']);
    for (const set of [CaseStatus, CaseSubject, RequiredAction, Party])
      expect(Object.values(set)).toEqual(Object.keys(set));
  });
});

describe('A case', () => {
  it.each(everyStanding)('%s about %s is either unhandled or handled', (_status, _subject, standing) => {
    expect([unhandled, handled].filter((set) => matches(standing, set))).toHaveLength(1);
  });

  it('is handled only when it says so', () => {
    expect(statuses.filter((status) => matches({ status }, handled))).toEqual(['HANDLED']);
  });

  it.each(everyStanding)('%s about %s requires one action', (_status, _subject, standing) => {
    const required = actions.filter((action) => matches(standing, requiring[action]));
    expect(required).toEqual([requiredAction(standing)]);
  });

  it.each(everyStanding)(
    '%s about %s requires an action exactly while it is unhandled',
    (_status, _subject, standing) => {
      expect(requiredAction(standing) === 'NONE').toBe(matches(standing, handled));
    },
  );

  /** Source: domain.md §5.4. */
  it.each<[CaseStatus, CaseSubject, RequiredAction]>([
    ['WAITING_FOR_CARE', 'COMPLEMENT', 'COMPLEMENT'],
    ['WAITING_FOR_CARE', 'COORDINATION_MEETING', 'ANSWER'],
    ['WAITING_FOR_CARE', 'CONTACT', 'ANSWER'],
    ['WAITING_FOR_CARE', 'OTHER', 'ANSWER'],
    ['WAITING_FOR_AGENCY', 'CONTACT', 'WAIT'],
    ['ANSWERED', 'CONTACT', 'READ_ANSWER'],
    ['HANDLED', 'COMPLEMENT', 'NONE'],
  ])('%s about %s requires %s', (status, subject, action) => {
    expect(requiredAction({ status, subject })).toBe(action);
  });
});

describe('A case with a last date for an answer', () => {
  const answerBy = '2026-11-21';

  it.each([
    ['the day before', '2026-11-20', false],
    ['on that day', '2026-11-21', false],
    ['the day after', '2026-11-22', true],
    ['the year after', '2027-01-01', true],
  ])('is overdue %s: %s', (_, today, expected) => {
    expect(isOverdue({ status: 'WAITING_FOR_CARE', answerBy }, today)).toBe(expected);
  });

  it.each(statuses)('long past is overdue while it waits for care, not while it is %s otherwise', (status) => {
    expect(isOverdue({ status, answerBy }, '2030-01-01')).toBe(status === 'WAITING_FOR_CARE');
  });

  it('is overdue on every day after it and on none before, a year round', () => {
    const days = Array.from({ length: 730 }, (_, day) =>
      new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
    );
    const overdue = days.filter((today) => isOverdue({ status: 'WAITING_FOR_CARE', answerBy }, today));
    expect(overdue).toEqual(days.slice(days.indexOf(answerBy) + 1));
  });
});

describe('A case without a last date for an answer', () => {
  it.each([null, undefined])('is never overdue (%s)', (answerBy) => {
    expect(isOverdue({ status: 'WAITING_FOR_CARE', answerBy }, '9999-12-31')).toBe(false);
  });
});

describe('Marked as handled', () => {
  const at = new Date('2026-11-21T12:00:00Z');
  const change = { status: 'HANDLED', handledAt: at, handledBy: 'SE1-DRAA' };

  it.each(everyStanding)(
    'a case %s about %s is handled by whom and when, unless it is already',
    (status, _, standing) => {
      expect(outcome(() => markHandled(standing, 'SE1-DRAA', at))).toEqual(
        status === 'HANDLED' ? 'CASE_NOT_UNHANDLED' : change,
      );
    },
  );
});

describe('Marked as unhandled again', () => {
  const answeredAt = new Date('2026-11-20T12:00:00Z');
  const handledCase = { status: 'HANDLED', subject: 'CONTACT', askedBy: 'AGENCY', answeredAt: null } as const;

  /** Source: domain.md §5.2, "user unticks Hanterad". */
  it.each([
    ['a question of the agency waits for care', {}, 'WAITING_FOR_CARE'],
    ['a question of care waits for the agency', { askedBy: 'CARE' }, 'WAITING_FOR_AGENCY'],
    ['a question of care that has its answer is to be read', { askedBy: 'CARE', answeredAt }, 'ANSWERED'],
  ] as const)('%s', (_, standing, status) => {
    expect(markUnhandled({ ...handledCase, ...standing }, false)).toEqual({ status, handledAt: null, handledBy: null });
  });

  it.each([
    ['a question of the agency that care has answered', { answeredAt }, 'ANSWERED_STAYS_HANDLED'],
    ['a complement request', { subject: 'COMPLEMENT' }, 'COMPLEMENT_STAYS_HANDLED'],
    ['a complement request that has an answer', { subject: 'COMPLEMENT', answeredAt }, 'COMPLEMENT_STAYS_HANDLED'],
  ] as const)('%s stays handled', (_, standing, refusal) => {
    expect(outcome(() => markUnhandled({ ...handledCase, ...standing }, false))).toBe(refusal);
  });

  it.each(everyStanding)('a case %s about %s is refused, unless it is handled', (status, _, standing) => {
    const refused = outcome(() => markUnhandled({ ...handledCase, ...standing }, false)) === 'CASE_NOT_HANDLED';
    expect(refused).toBe(status !== 'HANDLED');
  });

  it('a case about a revoked certificate stays handled, whatever it is', () => {
    for (const { subject } of standings)
      expect(outcome(() => markUnhandled({ ...handledCase, subject }, true))).toBe('CERTIFICATE_REVOKED');
  });

  it('a case is unhandled, and after it is marked as handled it is handled', () => {
    const again: Pick<Case, 'status'> = markUnhandled(handledCase, false);
    expect(matches(again, unhandled)).toBe(true);
    const after: Pick<Case, 'status'> = markHandled({ status: 'ANSWERED' }, 'SE1-DRAA', new Date());
    expect(matches(after, handled)).toBe(true);
  });
});
