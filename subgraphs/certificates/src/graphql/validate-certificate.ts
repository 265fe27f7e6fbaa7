import { DomainError } from '@intygsgraf/kernel/domain';
import { Arg, Ctx, Field, ID, InputType, Query, Resolver } from 'type-graphql';
import type { Answer } from '../domain/answers.ts';
import { unitViolations } from '../domain/contacts.ts';
import { DraftError } from '../domain/draft.ts';
import { judge } from '../domain/validate.ts';
import { AnswerInput, changeOf } from './answer-input.ts';
import { certificateTypeById } from './certificate-type.ts';
import type { Context } from './context.ts';
import { shownViolation, ViolationType } from './violation.ts';

/** An answer of no kind, which the rules tell of. */
const NONE = {} as Answer;

/** Most answers of a dry run: more than any form asks. */
const MOST = 200;

@InputType('GivenAnswerInput', { description: 'An answer to a question.' })
export class GivenAnswerInput {
  @Field(() => ID, { description: 'National sub-answer id (delsvar-id), as 39.1.' }) subAnswerId!: string;
  @Field(() => AnswerInput, { description: 'The answer.' }) answer!: AnswerInput;
}

@InputType('ValidateCertificateInput', { description: 'Answers to judge by a type of certificate.' })
export class ValidateCertificateInput {
  @Field(() => ID, { description: 'Id of the certificate type in the graph, with its version.' }) typeId!: string;
  @Field(() => [GivenAnswerInput], { description: 'The answers, 200 at most, each question once.' })
  answers!: GivenAnswerInput[];
}

@Resolver()
export class ValidateCertificateResolver {
  @Query(() => [ViolationType], {
    nullable: true,
    description:
      'Judges answers as a certificate of a type that were to be signed today (torrkörning): what keeps it from that, and what is unusual, in the order of the form; then what the address of the selected unit lacks in the directory (question UNIT). Nothing is stored, no patient is asked about.',
  })
  async validateCertificate(
    @Arg('input', () => ValidateCertificateInput, { description: 'Which answers, by which type.' })
    { typeId, answers }: ValidateCertificateInput,
    @Ctx() { viewer, today, loaders }: Context,
  ): Promise<ViolationType[]> {
    const { selectedUnit } = viewer();
    const type = certificateTypeById(typeId);
    if (!type) throw new DraftError('CERTIFICATE_TYPE_UNKNOWN', { path: 'typeId' });
    const fields = answers.map(({ subAnswerId }) => subAnswerId);
    if (fields.length > MOST || new Set(fields).size < fields.length)
      throw new DomainError('BAD_USER_INPUT', { path: 'answers' });
    const all = answers.flatMap(({ subAnswerId, answer: given }) => {
      const { field, answer } = changeOf({ subAnswerId, answer: given, expectedRevision: 0 });
      // what names several kinds is of none
      const isOne = answer && Object.keys(answer).length === 1;
      return answer ? [[field, isOne ? answer : NONE] as const] : [];
    });
    const unit = await loaders.unitContact.load(selectedUnit);
    return [...judge(type, Object.fromEntries(all), { today }), ...unitViolations(type, unit)].map(shownViolation);
  }
}
