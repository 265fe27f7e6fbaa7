import { TEXTS, type UserText } from '@intygsgraf/kernel/domain';
import { UserMessage } from '@intygsgraf/kernel/server';
import {
  Ctx,
  Field,
  FieldResolver,
  GraphQLISODateTime,
  ID,
  Int,
  ObjectType,
  registerEnumType,
  Resolver,
  Root,
} from 'type-graphql';
import { missingBefore } from '../application/expected-certificate.ts';
import { typeOf } from '../application/show.ts';
import { ageNotice } from '../domain/age-notice.ts';
import type { Draft } from '../domain/draft.ts';
import { PrefillOutcome } from '../domain/prefill.ts';
import { ruleText } from '../domain/validate.ts';
import type { Context } from './context.ts';
import { DraftType } from './draft.ts';

registerEnumType(PrefillOutcome, {
  name: 'PrefillOutcome',
  description: 'What became of an answer that a journal system gave.',
  valuesConfig: {
    LEFT_OUT: { description: 'It was left out.' },
    FILLED_IN: { description: 'It was taken, and what it lacked was filled in.' },
    REPEATED: { description: 'It says again what is there, and was left out.' },
  },
});

@ObjectType('PrefillNote', { description: 'An answer of a journal system (förifyllnad) that was not taken as it was.' })
class PrefillNoteType {
  @Field(() => ID, { description: 'Question id (fråga-id) as the journal system had it.' }) questionId!: string;
  @Field(() => ID, { nullable: true, description: 'Sub-answer id (delsvar-id); null: the whole answer.' })
  subAnswerId!: string | null;
  @Field(() => String, { nullable: true, description: 'Which part of the answer, as HALFTEN.from.' })
  at!: string | null;
  @Field(() => ID, { description: 'The rule that it breaks.' }) rule!: string;
  @Field(() => PrefillOutcome, { description: 'What became of it.' }) outcome!: PrefillOutcome;
  @Field(() => UserMessage, { description: 'The rule in words.' }) text!: UserText;
}

@ObjectType('PrefillReport', { description: 'What became of the answers that a journal system gave a draft.' })
class PrefillReportType {
  @Field(() => [PrefillNoteType], { description: 'Those that were not taken as they were.' }) notes!: PrefillNoteType[];
  @Field(() => Int, { description: 'How many could not even be read.' }) unreadable!: number;
  @Field(() => UserMessage, { nullable: true, description: 'What to tell whoever opens it; null for nothing.' })
  message!: UserText | null;
}

@ObjectType('LeftAnswer', { description: 'An answer that a newer version of the type does not take.' })
class LeftAnswerType {
  @Field(() => ID, { description: 'National question id (fråga-id).' }) questionId!: string;
  @Field(() => ID, { description: 'National sub-answer id (delsvar-id) in the older version.' }) subAnswerId!: string;
  @Field(() => String, { description: 'What was asked, in Swedish.' }) label!: string;
  @Field(() => [String], { description: 'The answer in words, in Swedish.' }) lines!: readonly string[];
}

@ObjectType('DraftRaised', { description: 'A draft that was raised to a newer version of its type.' })
class DraftRaisedType {
  @Field(() => String, { description: 'The version that it was begun in.' }) fromVersion!: string;
  @Field(() => GraphQLISODateTime, { description: 'When it was raised last.' }) at!: Date;
  @Field(() => [LeftAnswerType], { description: 'What could not be carried over.' }) left!: LeftAnswerType[];
}

@Resolver(() => DraftType)
export class DraftOriginResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: 'The journal system’s own name for it (ref); null where none asked for it.',
  })
  journalReference(@Root() { reference }: Draft): string | null {
    return reference ?? null;
  }

  @FieldResolver(() => UserMessage, {
    nullable: true,
    description:
      'What its writer is to be told first: that the patient has no dödsbevis at the care provider (Dödsbevis saknas), or is older than those that FK7801 is for; null for nothing. It blocks nothing.',
  })
  async notice(@Root() draft: Draft, @Ctx() context: Context): Promise<UserText | null> {
    return (await missingBefore(context, draft)) ?? ageNotice(typeOf(draft), draft.personId, context.today) ?? null;
  }

  @FieldResolver(() => DraftRaisedType, {
    nullable: true,
    description: 'What became of it when a newer version of its type came into use; null while it is as it was begun.',
  })
  raised(@Root() { raised }: Draft): DraftRaisedType | null {
    if (!raised) return null;
    const { fromVersion, at, left } = raised;
    return { fromVersion, at: new Date(at), left: left.map(({ field, ...more }) => ({ subAnswerId: field, ...more })) };
  }

  @FieldResolver(() => PrefillReportType, {
    nullable: true,
    description: 'What became of the answers that a journal system gave it (förifyllnad); null when it gave none.',
  })
  prefillReport(@Root() draft: Draft): PrefillReportType | null {
    if (!draft.prefill) return null;
    const { notes, unreadable } = draft.prefill;
    const type = typeOf(draft);
    const isWhole = notes.length === 0 && unreadable === 0;
    return {
      notes: notes.map(({ questionId, field, at, rule, outcome }) => ({
        questionId,
        subAnswerId: field ?? null,
        at: at ?? null,
        rule,
        outcome,
        text: ruleText(type, rule),
      })),
      unreadable,
      message: isWhole ? null : TEXTS.PREFILL_INCOMPLETE,
    };
  }
}
