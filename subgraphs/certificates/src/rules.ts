/**
 * The rules of every certificate type as they run in a page while somebody types, and in the server when they save and
 * sign: one code, no Node. What is judged is the answers; the form to draw comes from the graph.
 */
export type { Answer, AnswerKind, Answers } from './domain/answers.ts';
export { type CertificateType, type Question, type QuestionOf, questionsOf } from './domain/certificate-type.ts';
export { fieldsOf } from './domain/condition.ts';
export type { Judging } from './domain/kind.ts';
export { isShown, judge, type Violation } from './domain/validate.ts';
export { CERTIFICATE_TYPES, findCertificateType } from './types/index.ts';
