import { intygDocument, readCertificateMessage, registerCertificate, transportAnswers } from '@intygsgraf/certificates';
import type { Answers, CertificateType } from '@intygsgraf/certificates/rules';
import fc from 'fast-check';
import { message } from './message.ts';
import { soundAnswers } from './sound-answers.ts';

const head = readCertificateMessage(new TextEncoder().encode(message()));

/** Of the patient in the messages. */
export const birthDate = '1958-01-26';

/** A message with all of the answers, whatever the form would show. */
export function messageWith(type: CertificateType, answers: Answers): Uint8Array {
  const own = { type: { ...head.type, code: type.code }, version: type.version };
  const xml = intygDocument({ ...head, ...own, answers: transportAnswers(type, answers) });
  return registerCertificate(new TextEncoder().encode(xml.replace('<u:underskrift/>', '')), 'FKASSA');
}

/** Messages of a type with answers that keep its rules, always the same ones. */
export function soundMessages(type: CertificateType, today: string, numRuns: number): string[] {
  const sound = fc.gen().map((g) => soundAnswers(g, type, { today, birthDate }));
  return fc.sample(sound, { seed: 1, numRuns }).map((answers) => new TextDecoder().decode(messageWith(type, answers)));
}
