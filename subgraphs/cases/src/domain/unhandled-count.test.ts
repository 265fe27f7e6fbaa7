import { describe, expect, it } from 'vitest';
import { CaseStatus, CaseSubject } from './case.ts';
import { addUp, type CaseGroup, type CertificateGroup, NO_NUMBERS } from './unhandled-count.ts';

const today = '2026-11-21';
const group = (status: CaseStatus, subject: CaseSubject, cases: number, answerBy: string | null = null): CaseGroup => ({
  unit: 'A1',
  careUnit: 'A',
  status,
  subject,
  answerBy,
  cases,
});
const certificates = (number: number): CertificateGroup => ({ unit: 'A1', careUnit: 'A', certificates: number });

const none = { total: 0, complement: 0, answer: 0, read: 0, waiting: 0, certificates: 0, overdue: 0 };

describe('The numbers of unhandled cases', () => {
  it('of nothing are noughts, which is not the same as no numbers', () => {
    expect(addUp([], [], today)).toEqual(none);
    expect(Object.keys(NO_NUMBERS)).toEqual(Object.keys(none));
    expect(Object.values(NO_NUMBERS)).toEqual(Object.values(none).map(() => null));
  });

  it.each<[CaseStatus, CaseSubject, object]>([
    ['WAITING_FOR_CARE', 'COMPLEMENT', { total: 3, complement: 3 }],
    ['WAITING_FOR_CARE', 'COORDINATION_MEETING', { total: 3, answer: 3 }],
    ['WAITING_FOR_CARE', 'CONTACT', { total: 3, answer: 3 }],
    ['WAITING_FOR_CARE', 'OTHER', { total: 3, answer: 3 }],
    ['WAITING_FOR_AGENCY', 'COMPLEMENT', { total: 3, waiting: 3 }],
    ['WAITING_FOR_AGENCY', 'COORDINATION_MEETING', { total: 3, waiting: 3 }],
    ['WAITING_FOR_AGENCY', 'CONTACT', { total: 3, waiting: 3 }],
    ['WAITING_FOR_AGENCY', 'OTHER', { total: 3, waiting: 3 }],
    ['ANSWERED', 'COMPLEMENT', { total: 3, read: 3 }],
    ['ANSWERED', 'COORDINATION_MEETING', { total: 3, read: 3 }],
    ['ANSWERED', 'CONTACT', { total: 3, read: 3 }],
    ['ANSWERED', 'OTHER', { total: 3, read: 3 }],
    ['HANDLED', 'COMPLEMENT', {}],
    ['HANDLED', 'COORDINATION_MEETING', {}],
    ['HANDLED', 'CONTACT', {}],
    ['HANDLED', 'OTHER', {}],
  ])('count three cases %s about %s where they belong', (status, subject, numbers) => {
    expect(addUp([group(status, subject, 3)], [], today)).toEqual({ ...none, ...numbers });
  });

  it('add nothing for what is handled, whoever passes it and however long past its last date', () => {
    const open = group('WAITING_FOR_CARE', 'COMPLEMENT', 2, '2026-11-01');
    const done = Object.values(CaseSubject).map((subject) => group('HANDLED', subject, 100, '2026-11-01'));
    expect(addUp([...done, open, ...done], [], today)).toEqual(addUp([open], [], today));
  });

  it('have a total that is the sum of what must be done', () => {
    const all = Object.values(CaseStatus).flatMap((status, s) =>
      Object.values(CaseSubject).map((subject, t) => group(status, subject, 1 + s * 7 + t * 31)),
    );
    const { total, complement, answer, read, waiting } = addUp(all, [], today);
    expect(complement + answer + read + waiting).toBe(total);
    expect(total).toBeGreaterThan(0);
  });

  it('tell as overdue those that wait for care past their last date, of the others none', () => {
    const yesterday = '2026-11-20';
    const groups = [
      group('WAITING_FOR_CARE', 'COMPLEMENT', 1, yesterday),
      group('WAITING_FOR_CARE', 'CONTACT', 2, yesterday),
      group('WAITING_FOR_CARE', 'CONTACT', 4, today),
      group('WAITING_FOR_CARE', 'CONTACT', 8),
      group('WAITING_FOR_AGENCY', 'CONTACT', 16, yesterday),
      group('ANSWERED', 'CONTACT', 32, yesterday),
      group('HANDLED', 'CONTACT', 64, yesterday),
    ];
    expect(addUp(groups, [], today).overdue).toBe(3);
    expect(addUp(groups, [], '2026-11-22').overdue).toBe(7);
  });

  it('add certificates up as they are given, for they were counted apart', () => {
    expect(addUp([], [certificates(2), certificates(3)], today)).toEqual({ ...none, certificates: 5 });
  });
});
