import { parseGlobalId } from '@intygsgraf/kernel/domain';
import { Arg, Ctx, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { listDrafts, positionOfDraft } from '../application/read-drafts.ts';
import { type Draft, DraftStatus } from '../domain/draft.ts';
import { cursorOf } from '../domain/page.ts';
import { CertificatePageInfo } from './certificates.ts';
import type { Context } from './context.ts';
import { DraftType } from './draft.ts';

@ObjectType('DraftEdge', { description: 'A draft in a list.' })
export class DraftEdge {
  @Field(() => DraftType, { description: 'The draft.' }) node!: Draft;
  @Field(() => String, { description: 'Where the list goes on after it.' }) cursor!: string;
}

@ObjectType('DraftConnection', { description: 'A page of drafts (utkast), newest first.' })
export class DraftConnection {
  @Field(() => [DraftEdge], { description: 'The drafts.' }) edges!: DraftEdge[];
  @Field(() => CertificatePageInfo, { description: 'Where the page ends.' }) pageInfo!: CertificatePageInfo;
}

@Resolver()
export class DraftsResolver {
  @Query(() => DraftType, {
    nullable: true,
    description: 'A draft (utkast), null when the selected unit has none with that id.',
  })
  draft(
    @Arg('id', () => ID, { description: 'Id in the graph.' }) id: string,
    @Ctx() { loaders }: Context,
  ): Promise<Draft | null> {
    return loaders.draft.load(parseGlobalId('Draft', id));
  }

  @Query(() => DraftConnection, {
    nullable: true,
    description: 'The drafts (utkast) of a unit in the scope of the selected one, or of a patient there.',
  })
  async drafts(
    @Arg('unit', () => ID, {
      nullable: true,
      description: 'HSA-id of the unit, without its sub-units; all units in scope when left out.',
    })
    unit: string | undefined,
    @Arg('patient', () => ID, {
      nullable: true,
      description: 'Id of the patient in the graph; everybody when left out.',
    })
    patient: string | undefined,
    @Arg('statuses', () => [DraftStatus], { nullable: true, description: 'Where they stand; anywhere when left out.' })
    statuses: DraftStatus[] | undefined,
    @Arg('first', () => Int, { description: 'How many, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: '`endCursor` of the page before.' })
    after: string | undefined,
    @Ctx() context: Context,
  ): Promise<DraftConnection> {
    const { rows, hasMore } = await listDrafts(context, {
      unit: unit ?? undefined,
      patientId: patient ? parseGlobalId('Patient', patient) : undefined,
      statuses: statuses ?? undefined,
      first,
      after: after ?? undefined,
    });
    const edges = rows.map((node) => ({ node, cursor: cursorOf(positionOfDraft(node)) }));
    return { edges, pageInfo: { hasNextPage: hasMore, endCursor: edges.at(-1)?.cursor ?? null } };
  }
}
