import { DomainError, Role } from '@intygsgraf/kernel/domain';
import { describe, expect, it } from 'vitest';
import { type Case, CaseSubject } from './case.ts';
import {
  answer,
  answeringRefusals,
  checkSubject,
  checkText,
  receiveAnswer,
  type WrittenAbout,
  writingRefusals,
} from './correspondence.ts';

const about: WrittenAbout = {
  typeId: 'fk7804',
  sent: true,
  revoked: false,
  testCertificate: false,
  testIndicated: false,
};
const at = new Date('2026-11-22T09:00:00Z');

const codeOf = (change: () => unknown): string | undefined => {
  try {
    change();
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return `${error.code} ${String(error.facts['path'] ?? '')}`.trim();
    throw error;
  }
};

describe('Care writes to the agency', () => {
  it('about a certificate that is sent and stands', () => {
    expect(writingRefusals(about, 'DOCTOR')).toEqual([]);
  });

  it.each([
    ['not sent', { sent: false }, 'CERTIFICATE_NOT_SENT'],
    ['revoked', { revoked: true }, 'CERTIFICATE_REVOKED'],
    ['for a test', { testCertificate: true }, 'TEST_CERTIFICATE'],
    ['of a test person', { testIndicated: true }, 'TEST_INDICATED_PATIENT'],
    ['of a type that is for reading only', { typeId: 'fk7263' }, 'ROLE_MAY_NOT_WRITE'],
    ['of a type that has no cases', { typeId: 'db' }, 'ROLE_MAY_NOT_WRITE'],
  ] as const)('not about one that is %s', (_, change, refusal) => {
    expect(writingRefusals({ ...about, ...change }, 'DOCTOR')).toEqual([refusal]);
  });

  /** Source: domain.md §2.4, SKAPA_NY_FRAGA and BESVARA_FRAGA. */
  it.each<[Role, string[]]>([
    ['DOCTOR', ['fk7800', 'fk7801', 'fk7802', 'fk7804']],
    ['PRIVATE_DOCTOR', ['fk7800', 'fk7801', 'fk7802', 'fk7804']],
    ['PRIVATE_DOCTOR_UNAUTHORISED', []],
    ['DENTIST', ['fk7804']],
    ['MIDWIFE', ['fk7800', 'fk7801', 'fk7802', 'fk7804']],
    ['NURSE', ['fk7800', 'fk7801', 'fk7802', 'fk7804']],
    ['CARE_ADMINISTRATOR', ['fk7800', 'fk7801', 'fk7802', 'fk7804']],
  ])('as %s, about %j', (role, types) => {
    const every = ['fk7263', 'fk7800', 'fk7801', 'fk7802', 'fk7804', 'db', 'ag7804'];
    expect(every.filter((typeId) => writingRefusals({ ...about, typeId }, role).length === 0)).toEqual(types);
  });

  it('as any role that there is', () => {
    for (const role of Object.values(Role)) expect(() => writingRefusals(about, role)).not.toThrow();
  });
});

describe('A text from care', () => {
  it.each([
    ['one character', 'a'],
    ['4999 characters', 'å'.repeat(4_999)],
    ['4999 that take two places each', '😀'.repeat(4_999)],
    ['line breaks and tabs', 'Hej\r\n\tdär'],
    ['markup, which is text', '<b>&amp;</b> ]]>'],
  ])('may be %s', (_, text) => {
    expect(checkText(text)).toBe(text);
  });

  it.each([
    ['empty', ''],
    ['blank', ' \n\t'],
    ['longer than 4999 characters', 'a'.repeat(5_000)],
    ['with a control character', 'a\u0000b'],
    ['with a form feed', 'a\fb'],
    ['with half of a character', 'a\uD83Db'],
    ['with what is no character', 'a\uFFFEb'],
  ])('may not be %s', (_, text) => {
    expect(codeOf(() => checkText(text))).toBe('BAD_USER_INPUT text');
  });
});

describe('A question of care', () => {
  it.each(Object.values(CaseSubject))('about %s is for care to ask, unless it asks to complete', (subject) => {
    const refusal = subject === 'COMPLEMENT' ? 'BAD_USER_INPUT subject' : undefined;
    expect(codeOf(() => checkSubject(subject))).toBe(refusal);
  });

  it('that the agency answers is there to be read, also when care had ticked it off', () => {
    const change = { status: 'ANSWERED', answeredAt: at, handledAt: null, handledBy: null };
    expect(receiveAnswer({ answeredAt: null }, at)).toEqual(change);
  });

  it('is answered once', () => {
    expect(receiveAnswer({ answeredAt: new Date(0) }, at)).toBeUndefined();
  });
});

describe('A question of the agency', () => {
  type Asked = Pick<Case, 'status' | 'subject' | 'askedBy' | 'answeredAt'>;
  const asked: Asked = { status: 'WAITING_FOR_CARE', subject: 'CONTACT', askedBy: 'AGENCY', answeredAt: null };
  const administrator = { role: 'CARE_ADMINISTRATOR', hsaId: 'SE1-VAAA' } as const;

  it('that care answers is handled by that', () => {
    const change = { status: 'HANDLED', answeredAt: at, handledAt: at, handledBy: 'SE1-VAAA' };
    expect(answer(asked, about, administrator, at)).toEqual(change);
  });

  /** Source: domain.md §5.6, ANSWER_QUESTION. */
  it.each<[string, Partial<Asked>, string[]]>([
    ['asks to complete', { subject: 'COMPLEMENT' }, ['COMPLEMENT_NOT_ANSWERED_IN_WORDS']],
    ['was asked by care', { askedBy: 'CARE', status: 'WAITING_FOR_AGENCY' }, ['ASKED_BY_CARE']],
    ['is answered', { answeredAt: at, status: 'HANDLED' }, ['CASE_ALREADY_ANSWERED']],
    ['was ticked as handled', { status: 'HANDLED' }, ['CASE_NOT_UNHANDLED']],
  ])('is not answered when it %s', (_, change, refusals) => {
    expect(answeringRefusals({ ...asked, ...change })).toEqual(refusals);
    expect(codeOf(() => answer({ ...asked, ...change }, about, administrator, at))).toBe(refusals[0]);
  });

  it('is not answered after the certificate is revoked', () => {
    const revoked = { ...about, revoked: true };
    expect(codeOf(() => answer(asked, revoked, administrator, at))).toBe('CERTIFICATE_REVOKED');
  });
});
