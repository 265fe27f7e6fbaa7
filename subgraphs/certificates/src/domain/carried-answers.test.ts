import { describe, expect, it } from 'vitest';
import { CERTIFICATE_TYPES, findCertificateType } from '../types/index.ts';
import type { Answers } from './answers.ts';
import { carriedAnswers } from './carried-answers.ts';
import { questionsOf } from './certificate-type.ts';

const signed: Answers = {
  '1.1': { datedCodes: [{ code: 'FYSISKUNDERSOKNING', date: '2026-11-01' }] },
  '28.1': { codes: ['STUDIER'] },
  '35.1': { icfText: { text: 'Haltar', categories: [{ code: 'b770', title: 'Gångmönsterfunktioner' }] } },
  '26.1': { boolean: true },
};
const typeOf = (id: string, version: string) => {
  const type = findCertificateType(id, version);
  if (!type) throw new Error(`${id} ${version}`);
  return type;
};

describe('A new draft', () => {
  it('of a renewed certificate begins with what the type carries over, and nothing else', () => {
    const type = typeOf('fk7804', '2.0');
    const begun = carriedAnswers(type, signed, type.copies.RENEW ?? []);
    expect(Object.keys(begun).sort()).toEqual(['28.1', '35.1']);
  });

  it('of a replaced certificate begins with all of it', () => {
    expect(carriedAnswers(typeOf('fk7804', '2.0'), signed, 'ALL')).toEqual(signed);
  });

  it('for the employer has the text that Försäkringskassan’s has, its ICF categories in words', () => {
    const type = typeOf('ag7804', '2.0');
    const begun = carriedAnswers(type, signed, type.templates?.[0]?.fields ?? []);
    expect(begun['35.1']).toEqual({ text: 'Gångmönsterfunktioner. Haltar' });
    expect(begun['26.1']).toBeUndefined();
  });

  it('begun from another type takes only fields that both have', () => {
    const templates = CERTIFICATE_TYPES.flatMap((type) => (type.templates ?? []).map((from) => ({ type, from })));
    const strange = templates.flatMap(({ type, from: { typeId, version, fields } }) => {
      const both = [typeOf(typeId, version), type].map((one) => new Set(questionsOf(one).map(({ field }) => field)));
      return fields.filter((field) => !both.every((has) => has.has(field)));
    });
    expect(strange).toEqual([]);
  });
});
