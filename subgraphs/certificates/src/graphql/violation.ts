import { UserMessage } from '@intygsgraf/kernel/server';
import { Field, ID, ObjectType } from 'type-graphql';
import type { Violation } from '../domain/validate.ts';
import { ViolationKind } from './enums.ts';

@ObjectType('CertificateViolation', { description: 'A rule that the answers break, or something unusual about them.' })
export class ViolationType {
  @Field(() => ID, { description: 'National question id (fråga-id), as 39.' }) questionId!: string;
  @Field(() => ID, { description: 'National sub-answer id (delsvar-id), as 39.1.' }) subAnswerId!: string;
  @Field(() => ID, {
    description:
      'The rule, by its id: of those that all types share (as MANDATORY), of the answer’s kind, or of the type’s own `rules`.',
  })
  rule!: string;
  @Field(() => ViolationKind, { description: 'What kind of error it is; WARN does not keep anybody from signing.' })
  kind!: ViolationKind;
  @Field(() => String, {
    nullable: true,
    description: 'Which part of the answer, where it has parts: HALFTEN.from, 2.code.',
  })
  at!: string | null;
  @Field(() => UserMessage, { description: 'The same in words.' }) text!: UserMessage;
}

/** A violation as the graph tells it. */
export const shownViolation = ({ questionId, field, rule, kind, at, text }: Violation): ViolationType => ({
  questionId,
  subAnswerId: field,
  rule,
  kind,
  at: at ?? null,
  text,
});
