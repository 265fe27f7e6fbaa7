import { matches } from '@intygsgraf/kernel/domain';
import { describe, expect, it } from 'vitest';
import {
  type Case,
  CaseAction,
  CaseError,
  CaseStatus,
  CaseSubject,
  handled,
  isOverdue,
  markHandled,
  markUnhandled,
  refusalOf,
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
    for (const set of [CaseStatus, CaseSubject, RequiredAction, CaseAction])
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
  /** Source: domain.md §5.2, "user unticks Hanterad". */
  it.each(everyStanding)(
    'a case %s about %s waits for care, unless it is unhandled or a complement',
    (status, subject, standing) => {
      const refused = status !== 'HANDLED' ? 'CASE_NOT_HANDLED' : 'COMPLEMENT_STAYS_HANDLED';
      const change = { status: 'WAITING_FOR_CARE', handledAt: null, handledBy: null };
      const isAllowed = status === 'HANDLED' && subject !== 'COMPLEMENT';
      expect(outcome(() => markUnhandled(standing))).toEqual(isAllowed ? change : refused);
    },
  );

  it('a case is unhandled, and after it is marked as handled it is handled', () => {
    const again: Pick<Case, 'status'> = markUnhandled({ status: 'HANDLED', subject: 'OTHER' });
    expect(matches(again, unhandled)).toBe(true);
    const after: Pick<Case, 'status'> = markHandled({ status: 'ANSWERED' }, 'SE1-DRAA', new Date());
    expect(matches(after, handled)).toBe(true);
  });
});

describe('The refusal that a case tells beforehand', () => {
  const carriesOut: Record<CaseAction, (standing: (typeof standings)[number]) => Partial<Case>> = {
    MARK_HANDLED: (standing) => markHandled(standing, 'SE1-DRAA', new Date()),
    MARK_UNHANDLED: markUnhandled,
  };

  it.each(
    Object.values(CaseAction).flatMap((action) =>
      standings.map((standing) => [action, standing.status, standing.subject, standing] as const),
    ),
  )('of %s, %s about %s, is the one that it meets', (action, _status, _subject, standing) => {
    const met = outcome(() => carriesOut[action](standing));
    expect(refusalOf(action, standing)).toBe(typeof met === 'string' ? met : undefined);
  });

  it('was asked for every action', () => {
    expect(Object.keys(carriesOut)).toEqual(Object.keys(CaseAction));
  });
});
