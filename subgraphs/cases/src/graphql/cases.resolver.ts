import { DomainError, globalId, parseGlobalId } from '@intygsgraf/kernel/domain';
import { Arg, Ctx, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { type CaseFilter, listCases, type ShownCase } from '../application/cases.ts';
import { Party } from '../domain/case.ts';
import { writingRefusals } from '../domain/correspondence.ts';
import { CaseType } from './case.ts';
import type { Context } from './context.ts';
import { CaseFilterName, CertificateCaseAction } from './enums.ts';
import { CertificateReference } from './stubs.ts';

/** Most rows of a page. */
const LARGEST_PAGE = 100;

@ObjectType('CaseEdge', { description: 'A case in a list.' })
export class CaseEdge {
  @Field(() => CaseType, { description: 'The case.' }) node!: ShownCase;
  @Field(() => String, { description: 'Where the list goes on after it.' }) cursor!: string;
}

@ObjectType('CasePageInfo', { description: 'Where a page of cases ends.' })
export class CasePageInfo {
  @Field(() => Boolean, { description: 'There are more after this page.' }) hasNextPage!: boolean;
  @Field(() => String, { nullable: true, description: 'Pass as `after` for the next page.' }) endCursor!: string | null;
}

@ObjectType('CaseConnection', { description: 'A page of cases, latest first.' })
export class CaseConnection {
  @Field(() => [CaseEdge], { description: 'The cases.' }) edges!: CaseEdge[];
  @Field(() => CasePageInfo, { description: 'Where the page ends.' }) pageInfo!: CasePageInfo;
}

@Resolver(() => CaseType)
export class CasesResolver {
  @Query(() => CaseType, { nullable: true, description: 'A case, null when the selected unit has none with that id.' })
  case(
    @Arg('id', () => ID, { description: 'Id in the graph.' }) id: string,
    @Ctx() { loaders }: Context,
  ): Promise<ShownCase | null> {
    return loaders.caseById.load(parseGlobalId('Case', id));
  }

  @Query(() => CaseConnection, {
    nullable: true,
    description: 'Cases (ärenden) of units in the scope of the selected unit.',
  })
  async cases(
    @Arg('units', () => [ID], { nullable: true, description: 'HSA-ids; all units in scope when left out.' })
    units: string[] | undefined,
    @Arg('filter', () => CaseFilterName, { defaultValue: 'UNHANDLED', description: 'Which cases.' }) filter: CaseFilter,
    @Arg('certificate', () => ID, {
      nullable: true,
      description: 'Graph id of the one certificate that they are about.',
    })
    certificate: string | undefined,
    @Arg('askedBy', () => Party, { nullable: true, description: 'Only those that this party began.' })
    askedBy: Party | undefined,
    @Arg('first', () => Int, { description: 'How many, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: '`endCursor` of the page before.' })
    after: string | undefined,
    @Ctx() context: Context,
  ): Promise<CaseConnection> {
    if (first < 1 || first > LARGEST_PAGE) throw new DomainError('BAD_USER_INPUT', { path: 'first' });
    const { cases, hasNextPage } = await listCases(context, {
      units: units ?? context.viewer().unitsInScope,
      filter,
      askedBy,
      first,
      certificateId: certificate ? parseGlobalId('Certificate', certificate) : undefined,
      after: after ? parseGlobalId('Case', after) : undefined,
    });
    const edges = cases.map((node) => ({ node, cursor: globalId('Case', node.id) }));
    return { edges, pageInfo: { hasNextPage, endCursor: edges.at(-1)?.cursor ?? null } };
  }
}

@ObjectType('CertificateCaseActionState', { description: 'An action, and why the viewer may not take it now.' })
export class CertificateCaseActionStateType {
  @Field(() => CertificateCaseAction, { description: 'The action.' }) action!: 'ASK_AGENCY';
  @Field(() => [String], { description: 'Error codes that it would meet; none when it may be taken.' })
  refusals!: string[];
}

/** What this subgraph adds to the certificate. */
@Resolver(() => CertificateReference)
export class CertificateCasesResolver {
  @FieldResolver(() => [CaseType], { nullable: true, description: 'The cases about the certificate, latest first.' })
  cases(@Root() { id }: CertificateReference, @Ctx() { loaders }: Context): Promise<ShownCase[]> {
    return loaders.casesOfCertificate.load(parseGlobalId('Certificate', id));
  }

  @FieldResolver(() => [CertificateCaseActionStateType], {
    nullable: true,
    description: 'What the viewer may begin about it now. Null where the viewer has no cases of its type.',
  })
  async caseActions(
    @Root() { id }: CertificateReference,
    @Ctx() { loaders, viewer }: Context,
  ): Promise<CertificateCaseActionStateType[] | null> {
    const about = await loaders.writtenAbout.load(parseGlobalId('Certificate', id));
    return about && [{ action: 'ASK_AGENCY', refusals: writingRefusals(about, viewer().role) }];
  }
}
