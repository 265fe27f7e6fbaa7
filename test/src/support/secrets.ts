import { certificates } from '../demo/data/certificates.ts';
import type { Answer } from '../demo/data/certificates/demo-certificate.ts';
import { persons } from '../demo/data/persons.ts';
import { questions } from '../demo/data/questions.ts';

type DemoCertificate = (typeof certificates)[number];

/** What a person wrote; codes and dates are the same for many. */
const textsOf = (answer: Answer): string[] => {
  if ('text' in answer) return [answer.text];
  return 'diagnoses' in answer ? answer.diagnoses.map(({ description }) => description) : [];
};

const secretsOf = ({ id, personId, answers }: DemoCertificate): string[] => {
  const person = persons.find((one) => one.personId === personId);
  const asked = questions.filter(({ certificateId }) => certificateId === id);
  return [
    id,
    personId,
    ...(person ? [person.givenName, person.surname] : []),
    ...Object.values(answers).flatMap(textsOf),
    ...asked.flatMap(({ text, complements }) => [text, ...(complements ?? []).map((item) => item.text)]),
  ];
};

/**
 * What is known of the demo's patients by these certificates alone, as an answer would spell it: certificate ids,
 * person numbers, names, what was written, what was asked. Words that another certificate has too are no secret.
 */
export function secrets(belongs: (certificate: DemoCertificate) => boolean): string[] {
  const known = new Set(certificates.filter((one) => !belongs(one)).flatMap(secretsOf));
  return [...new Set(certificates.filter(belongs).flatMap(secretsOf))].filter((secret) => !known.has(secret));
}

/** Every secret of the demo. */
export const everySecret = secrets(() => true);

/** The ways to write a person number: with and without century, with and without a dash. */
const spellings = (secret: string): string[] =>
  /^\d{12}$/.test(secret) ? [secret.slice(2), `${secret.slice(2, 8)}-${secret.slice(8)}`] : [secret];

/** The secrets that stand in a text. */
export const leaks = (text: string, of: readonly string[]): string[] =>
  of.filter((secret) => spellings(secret).some((spelling) => text.includes(spelling)));
