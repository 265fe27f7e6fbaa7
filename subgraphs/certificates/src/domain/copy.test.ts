import { describe, expect, it } from 'vitest';
import { findCertificateType } from '../types/index.ts';
import type { CertificateType } from './certificate-type.ts';
import { newestOf } from './certificate-type.ts';
import { type CopyFacts, copyRefusals, firstChanges, previousPeriodOf } from './copy.ts';
import type { ChildState, RelationKind } from './relation.ts';

const TODAY = '2026-11-20';
const type = findCertificateType('fk7804', '1.3') as CertificateType;
const employers = (version = '1.2') => findCertificateType('ag7804', version) as CertificateType;
const child = (kind: RelationKind, state: ChildState, lockedFrom = '2026-11-21') => ({ kind, state, lockedFrom });

const certificate = { revokedAt: null, isLocked: false };
const lockedDraft = { revokedAt: null, isLocked: true };
const facts = (change: Partial<CopyFacts> = {}): CopyFacts => ({
  source: certificate,
  children: [],
  type,
  to: type,
  role: 'DOCTOR',
  today: TODAY,
  ...change,
});
const revoked = { source: { ...certificate, revokedAt: new Date(1) } };
const children = (...all: CopyFacts['children']) => ({ children: all });

describe('A certificate', () => {
  it.each<[RelationKind, string, Partial<CopyFacts>]>([
    ['RENEW', 'by a nurse', { role: 'NURSE' }],
    ['RENEW', 'by a care administrator', { role: 'CARE_ADMINISTRATOR' }],
    ['RENEW', 'again, though it was renewed', children(child('RENEW', 'SIGNED'), child('RENEW', 'DRAFT'))],
    ['RENEW', 'while a draft is to replace or complement it', children(child('REPLACE', 'DRAFT'))],
    ['RENEW', 'whose replacement was revoked', children(child('REPLACE', 'REVOKED'))],
    ['REPLACE', 'by a dentist', { role: 'DENTIST' }],
    ['REPLACE', 'whose replacement was revoked', children(child('REPLACE', 'REVOKED'))],
    ['REPLACE', 'whose replacing draft is locked by now', children(child('REPLACE', 'DRAFT', TODAY))],
    ['REPLACE', 'that was renewed', children(child('RENEW', 'SIGNED'))],
    ['REPLACE', 'while a draft is to complement it', children(child('COMPLEMENT', 'DRAFT'))],
    ['COMPLEMENT', 'by a care administrator', { role: 'CARE_ADMINISTRATOR' }],
    ['COMPLEMENT', 'whose complement was revoked', children(child('COMPLEMENT', 'REVOKED'))],
    ['TEMPLATE', 'by a dentist', { to: employers(), role: 'DENTIST' }],
    ['TEMPLATE', 'by a care administrator', { to: employers(), role: 'CARE_ADMINISTRATOR' }],
    ['TEMPLATE', 'again', { to: employers(), ...children(child('TEMPLATE', 'SIGNED'), child('TEMPLATE', 'DRAFT')) }],
    ['TEMPLATE', 'though it was renewed', { to: employers(), ...children(child('RENEW', 'SIGNED')) }],
  ])('may be made a draft of (%s) %s', (kind, _, change) => {
    expect(copyRefusals(kind, facts(change))).toEqual([]);
  });

  it.each<[RelationKind, string, Partial<CopyFacts>, string]>([
    ['RENEW', 'revoked', revoked, 'CERTIFICATE_REVOKED'],
    ['RENEW', 'replaced', children(child('REPLACE', 'SIGNED')), 'CERTIFICATE_REPLACED'],
    ['RENEW', 'complemented', children(child('COMPLEMENT', 'SIGNED')), 'CERTIFICATE_COMPLEMENTED'],
    ['RENEW', 'of a type that is not renewed', { type: { ...type, copies: {} } }, 'NOT_OF_THIS_TYPE'],
    ['RENEW', 'asked for by nobody of care', { role: 'PRIVATE_DOCTOR_UNAUTHORISED' }, 'ROLE_MAY_NOT_DRAFT'],
    ['RENEW', 'of a type that is out of use', { to: { ...type, validTo: '2026-11-19' } }, 'TYPE_NOT_IN_FORCE'],
    ['REPLACE', 'of a type that is not yet in use', { to: { ...type, validFrom: '2026-11-21' } }, 'TYPE_NOT_IN_FORCE'],
    ['REPLACE', 'revoked', revoked, 'CERTIFICATE_REVOKED'],
    ['REPLACE', 'replaced', children(child('REPLACE', 'SIGNED')), 'CERTIFICATE_REPLACED'],
    ['REPLACE', 'about to be replaced', children(child('REPLACE', 'DRAFT')), 'REPLACEMENT_BEGUN'],
    ['REPLACE', 'complemented', children(child('COMPLEMENT', 'SIGNED')), 'CERTIFICATE_COMPLEMENTED'],
    ['REPLACE', 'asked for by a nurse', { role: 'NURSE' }, 'ROLE_MAY_NOT_REPLACE'],
    ['REPLACE', 'asked for by an administrator', { role: 'CARE_ADMINISTRATOR' }, 'ROLE_MAY_NOT_REPLACE'],
    ['COMPLEMENT', 'revoked', revoked, 'CERTIFICATE_REVOKED'],
    ['COMPLEMENT', 'complemented', children(child('COMPLEMENT', 'SIGNED')), 'CERTIFICATE_COMPLEMENTED'],
    ['COMPLEMENT', 'about to be complemented', children(child('COMPLEMENT', 'DRAFT')), 'COMPLEMENT_BEGUN'],
    ['TEMPLATE', 'of a type that the other is not begun from', { to: employers('2.0') }, 'NOT_OF_THIS_TYPE'],
    ['TEMPLATE', 'of the draft’s own type', { to: type }, 'NOT_OF_THIS_TYPE'],
    ['TEMPLATE', 'revoked', { to: employers(), ...revoked }, 'CERTIFICATE_REVOKED'],
    ['TEMPLATE', 'replaced', { to: employers(), ...children(child('REPLACE', 'SIGNED')) }, 'CERTIFICATE_REPLACED'],
    [
      'TEMPLATE',
      'complemented',
      { to: employers(), ...children(child('COMPLEMENT', 'SIGNED')) },
      'CERTIFICATE_COMPLEMENTED',
    ],
    [
      'TEMPLATE',
      'asked for by nobody of care',
      { to: employers(), role: 'PRIVATE_DOCTOR_UNAUTHORISED' },
      'ROLE_MAY_NOT_DRAFT',
    ],
    [
      'TEMPLATE',
      'to be of a type that is out of use',
      { to: { ...employers(), validTo: '2026-11-19' } },
      'TYPE_NOT_IN_FORCE',
    ],
  ])('is not made a draft of (%s) when it is %s', (kind, _, change, code) => {
    expect(copyRefusals(kind, facts(change))).toEqual([code]);
  });
});

describe('A locked draft', () => {
  const copy = (change: Partial<CopyFacts> = {}) =>
    copyRefusals('COPY_LOCKED', facts({ source: lockedDraft, ...change }));

  it('may be copied by any role, also when its copy was signed', () => {
    expect(copy({ role: 'CARE_ADMINISTRATOR' })).toEqual([]);
    expect(copy(children(child('COPY_LOCKED', 'SIGNED')))).toEqual([]);
    expect(copy(children(child('COPY_LOCKED', 'DRAFT', TODAY)))).toEqual([]);
  });

  it.each<[string, Partial<CopyFacts>, string]>([
    ['not locked', { source: { revokedAt: null, isLocked: false } }, 'DRAFT_NOT_LOCKED'],
    ['revoked', { source: { revokedAt: new Date(1), isLocked: true } }, 'CERTIFICATE_REVOKED'],
    ['copied into a draft', children(child('COPY_LOCKED', 'DRAFT')), 'COPY_BEGUN'],
  ])('is not copied when it is %s', (_, change, code) => {
    expect(copy(change)).toEqual([code]);
  });
});

describe('The answers that a draft begins with', () => {
  const answers = {
    '1.1': { datedCodes: [{ code: 'UNDERSOKNING', date: '2026-11-01' }] },
    '6.1': { diagnoses: [{ code: 'F430', codeSystem: 'ICD_10_SE', description: 'Akut stressreaktion' }] },
    '26.1': { boolean: true },
    '32.1': {
      codedPeriods: [
        { code: 'HALFTEN', from: '2026-11-11', to: '2026-11-20' },
        { code: 'HELT_NEDSATT', from: '2026-11-01', to: '2026-11-10' },
      ],
    },
  } as const;
  const fields = (kind: RelationKind, to = type): string[] =>
    firstChanges(kind, { from: type, to }, answers).map(({ field }) => field);

  it('are all of them, or for a renewal those that its type names', () => {
    expect(fields('REPLACE').toSorted()).toEqual(Object.keys(answers).toSorted());
    expect(fields('RENEW')).toEqual(['6.1']);
  });

  it('are none to what its version does not ask, and none for an action that the type has not', () => {
    expect(fields('REPLACE', { ...type, categories: [] })).toEqual([]);
    expect(firstChanges('RENEW', { from: { ...type, copies: {} }, to: type }, answers)).toEqual([]);
  });

  it('are additional ones, too, as long as the version is the same', () => {
    const asked = { ...answers, '9001.1': { text: 'Ja.' } };
    const changes = (kind: RelationKind, to: CertificateType) => firstChanges(kind, { from: type, to }, asked);
    const additional = { field: '9001.1', answer: { text: 'Ja.' }, expectedRevision: 0 };
    for (const kind of ['RENEW', 'REPLACE', 'COPY_LOCKED'] as const)
      expect(changes(kind, type)).toContainEqual(additional);
    expect(changes('REPLACE', { ...type, version: '1.4' })).not.toContainEqual(additional);
    expect(changes('TEMPLATE', employers())).not.toContainEqual(additional);
  });

  it('of a draft for the employer are those that both ask, with the measures that an employer can take', () => {
    const measures = { codes: ['SOKA_NYTT_ARBETE', 'ARBETSTRANING'] };
    const changes = firstChanges('TEMPLATE', { from: type, to: employers() }, { ...answers, '40.1': measures });
    expect(changes.map(({ field }) => field).toSorted()).toEqual(['1.1', '32.1', '40.1', '6.1']);
    expect(changes).toContainEqual({ field: '40.1', answer: { codes: ['ARBETSTRANING'] }, expectedRevision: 0 });
  });

  it('leave what was the last degree, and until when', () => {
    expect(previousPeriodOf(type, answers)).toEqual({ code: 'HALFTEN', lastDay: '2026-11-20' });
    expect(previousPeriodOf(type, {})).toBeUndefined();
  });
});

describe('The newest version', () => {
  it('is of the same generation, by number', () => {
    const versions = ['1.3', '1.10', '1.9', '2.0'].map((version) => ({ ...type, version }));
    expect(newestOf(versions, type, '2026-11-20').version).toBe('1.10');
    expect(newestOf([...versions, { ...type, id: 'other', version: '1.99' }], type, '2026-11-20').version).toBe('1.10');
    expect(newestOf([], type, '2026-11-20')).toBe(type);
    const coming = { ...type, version: '1.11', validFrom: '2026-11-21' };
    expect(newestOf([...versions, coming], type, '2026-11-20').version).toBe('1.10');
    expect(newestOf([...versions, coming], type, '2026-11-21').version).toBe('1.11');
  });
});
