/** What the demo, the tests and the commands may use of this subgraph; other subgraphs meet it in the graph. */
export {
  registerSignedCertificate,
  type SignedCertificate,
  type Signer,
} from './application/register-signed-certificate.ts';
export { commandsWith } from './commands.ts';
export { database } from './database/database.ts';
export { CertificateEntity, DeliveryEntity, DraftEntity } from './database/entities.ts';
export type { Answer, Answers } from './domain/answers.ts';
export { type Certificate, CertificateError } from './domain/certificate.ts';
export { type CertificateType, type Question, questionsOf } from './domain/certificate-type.ts';
export { carriedAnswers } from './domain/carried-answers.ts';
export { type Contact, contactFaults } from './domain/contacts.ts';
export { type AnswerChange, saveAnswers } from './domain/save-answers.ts';
export { answerText } from './domain/shown-answer.ts';
export { receivedAnswers, type TransportAnswer, transportAnswers } from './domain/transport.ts';
export { prefill } from './domain/prefill.ts';
export { answersOf, type Draft } from './domain/draft.ts';
export type { Child } from './domain/relation.ts';
export { type PrintWish, optionalQuestionIds } from './domain/print.ts';
export { kindOf } from './domain/question.ts';
export { type Printed, printedCertificate, printedDraft } from './domain/printed.ts';
export { signedAnswers } from './domain/signed-answers.ts';
export { isShown, type Violation, violations } from './domain/validate.ts';
export { readCertificateMessage } from './exchange/contracts.ts';
export type { FormatReader, FormatReaders, Judgement, NotRead } from './exchange/conformance.ts';
export { NATIONAL_FORMATS, typeOfRow } from './exchange/format-readers.ts';
export { judgeMessage } from './exchange/judge-message.ts';
export { readCreateDraft, readPrefill } from './exchange/read-create-draft.ts';
export { createLoaders } from './graphql/loaders.ts';
export { certificatesSchema } from './graphql/schema.ts';
export { LAYOUTS } from './print/layouts.ts';
export { createTypesetter, type Typesetter } from './print/typesetter.ts';
export { type CertificatesSettings, start } from './server.ts';
export { type CertificateContent, certificateDocument } from './signature/certificate-document.ts';
export { intygDocument } from './signature/intyg-document.ts';
export { registerCertificate } from './signature/register-certificate.ts';
export { parseIssuers } from './signature/signer-certificate.ts';
export { createSigning, type Signing } from './signature/signing-service.ts';
export { isSignatureOf, toBeSigned, withSignature } from './signature/xml-signature.ts';
export {
  CERTIFICATE_TYPES,
  certificateTypeOfMessage,
  findCertificateType,
  newestCertificateType,
} from './types/index.ts';
