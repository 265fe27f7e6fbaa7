import { type Criterion, matches } from '@intygsgraf/kernel/domain';
import { describe, expect, it } from 'vitest';
import type { Case } from './case.ts';
import { type CertificateEvent, effectOf } from './certificate-event.ts';

const event: CertificateEvent = {
  id: 'e',
  certificateId: 'child',
  kind: 'CERTIFICATE_SIGNED',
  at: new Date(1),
  actor: 'DOCTOR',
  careUnit: 'ALFA',
  parentId: 'parent',
  relation: 'REPLACE',
};
const parent = { careUnit: 'ALFA', revoked: false };
type Standing = Pick<Case, 'status' | 'subject'>;
const request: Standing = { status: 'WAITING_FOR_CARE', subject: 'COMPLEMENT' };
const isOf = (standing: Standing, of: Criterion<Standing> | undefined): boolean => matches(standing, of ?? {});

describe('Signing a certificate', () => {
  it.each<[string, Partial<CertificateEvent>, boolean]>([
    ['that replaces another one', { relation: 'REPLACE' }, true],
    ['that complements another one', { relation: 'COMPLEMENT' }, true],
    ['that renews one of the same care unit', { relation: 'RENEW' }, true],
    ['that renews one of another care unit', { relation: 'RENEW', careUnit: 'BETA' }, false],
    ['that replaces one of another care unit', { relation: 'REPLACE', careUnit: 'BETA' }, true],
    ['that is a copy of a locked draft', { relation: 'COPY_LOCKED' }, false],
    ['that was made of nothing', { relation: null, parentId: null }, false],
  ])('%s handles complement requests about that one: %#', (_, change, handles) => {
    const { onParent, onCertificate } = effectOf({ ...event, ...change }, parent);
    expect(onParent !== undefined).toBe(handles);
    expect(onCertificate).toBeUndefined();
  });

  it('handles open complement requests only, and remembers what they were handled with', () => {
    const { onParent } = effectOf(event, parent);
    const of = onParent?.of;
    expect(isOf(request, of)).toBe(true);
    expect(isOf({ ...request, subject: 'CONTACT' }, of)).toBe(false);
    expect(isOf({ ...request, status: 'HANDLED' }, of)).toBe(false);
    expect(onParent?.change(request as never)).toEqual({
      status: 'HANDLED',
      handledAt: new Date(1),
      handledBy: 'DOCTOR',
      handledWith: 'child',
    });
  });
});

describe('Revoking a certificate', () => {
  const revoked = { ...event, kind: 'CERTIFICATE_REVOKED' };

  it('handles whatever is open about it', () => {
    const of = effectOf(revoked, parent).onCertificate?.of;
    for (const status of ['WAITING_FOR_CARE', 'WAITING_FOR_AGENCY', 'ANSWERED'] as const)
      expect(isOf({ ...request, status }, of)).toBe(true);
    expect(isOf({ ...request, status: 'HANDLED' }, of)).toBe(false);
  });

  it('brings back what it had handled, and nothing else', () => {
    const { onParent } = effectOf(revoked, parent);
    expect(onParent?.of).toEqual({ status: { $in: ['HANDLED'] }, handledWith: 'child' });
    expect(onParent?.change(request as never)).toMatchObject({ status: 'WAITING_FOR_CARE', handledWith: null });
  });

  it('brings nothing back about what is revoked itself', () => {
    expect(effectOf(revoked, { ...parent, revoked: true }).onParent).toBeUndefined();
  });
});

describe('What else happens to a certificate', () => {
  it.each(['DRAFT_CREATED', 'DRAFT_DELETED', 'DRAFT_LOCKED', 'CERTIFICATE_SENT', 'SOMETHING_NEW'])(
    'changes no case: %s',
    (kind) => {
      expect(effectOf({ ...event, kind }, parent)).toEqual({});
    },
  );
});
