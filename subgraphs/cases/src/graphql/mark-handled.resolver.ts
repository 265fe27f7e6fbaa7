import { parseGlobalId } from '@intygsgraf/kernel/domain';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { CaseReading, ShownCase } from '../application/cases.ts';
import { markCaseHandled, markCaseUnhandled } from '../application/change-case.ts';
import { CaseChangeInput, CaseChangePayload, changing } from './case-change.ts';
import type { Context } from './context.ts';

const change = (
  context: Context,
  { caseId }: CaseChangeInput,
  useCase: (reading: CaseReading, id: string) => Promise<ShownCase>,
): Promise<CaseChangePayload> => changing(context, (writing) => useCase(writing, parseGlobalId('Case', caseId)));

@Resolver()
export class MarkHandledResolver {
  @Mutation(() => CaseChangePayload, { description: 'Marks a case as handled (markera som hanterat).' })
  markCaseHandled(
    @Arg('input', () => CaseChangeInput, { description: 'Which case.' }) input: CaseChangeInput,
    @Ctx() context: Context,
  ): Promise<CaseChangePayload> {
    return change(context, input, (reading, id) => markCaseHandled(reading, id, context.now));
  }

  @Mutation(() => CaseChangePayload, {
    description: 'Takes the mark away again (markera som ej hanterat). A complement request stays handled.',
  })
  markCaseUnhandled(
    @Arg('input', () => CaseChangeInput, { description: 'Which case.' }) input: CaseChangeInput,
    @Ctx() context: Context,
  ): Promise<CaseChangePayload> {
    return change(context, input, markCaseUnhandled);
  }
}
