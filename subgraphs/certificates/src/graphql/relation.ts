import { Ctx, Field, FieldResolver, GraphQLISODateTime, ID, ObjectType, Resolver, Root } from 'type-graphql';
import type { Certificate } from '../domain/certificate.ts';
import { questionsOf } from '../domain/certificate-type.ts';
import type { Draft } from '../domain/draft.ts';
import type { PreviousPeriod, Relation } from '../domain/relation.ts';
import { ChildState, RelationKind } from '../domain/relation.ts';
import { CertificateGraphType } from './certificate.ts';
import type { Context } from './context.ts';
import { DraftType } from './draft.ts';
import { typeOf } from '../application/show.ts';

/** One end of a relation, seen from the other one. */
export interface Related extends Relation {
  /** The national intygs-id of this end. */
  readonly endId: string;
}

@ObjectType('RelatedCertificate', {
  description: 'A certificate that was made of another one, or of which another was made.',
})
export class RelatedCertificateType {
  @Field(() => RelationKind, { description: 'How the younger was made of the older one (relation).' })
  kind!: RelationKind;
  @Field(() => ChildState, { description: 'Where the younger one stands.' }) state!: ChildState;
  @Field(() => GraphQLISODateTime, { description: 'When the younger one was begun.' }) createdAt!: Date;
}

@Resolver(() => RelatedCertificateType)
export class RelatedCertificateResolver {
  @FieldResolver(() => ID, { description: 'The national id (intygs-id) of the one at the other end.' })
  certificateId(@Root() { endId }: Related): string {
    return endId;
  }

  @FieldResolver(() => CertificateGraphType, {
    nullable: true,
    description: 'The one at the other end, when it is signed and the viewer may see it.',
  })
  certificate(@Root() { endId }: Related, @Ctx() { loaders }: Context): Promise<Certificate | null> {
    return loaders.certificate.load(endId);
  }

  @FieldResolver(() => DraftType, {
    nullable: true,
    description: 'The one at the other end, when it is a draft and the viewer may see it.',
  })
  draft(@Root() { endId }: Related, @Ctx() { loaders }: Context): Promise<Draft | null> {
    return loaders.draft.load(endId);
  }
}

@ObjectType('PreviousPeriod', {
  description: 'The last period of sick leave on the certificate that this one renews or replaces.',
})
export class PreviousPeriodType {
  @Field(() => String, { description: 'The degree (sjukskrivningsgrad), by its code, as HALFTEN.' }) code!: string;
  @Field(() => String, { description: 'The degree as the form calls it, in Swedish.' }) label!: string;
  @Field(() => String, { description: 'Its last day (slutdatum), YYYY-MM-DD.' }) lastDay!: string;
}

const asParent = (relation: Relation): Related => ({ ...relation, endId: relation.parentId });
const asChild = (relation: Relation): Related => ({ ...relation, endId: relation.childId });

async function parent({ id }: { id: string }, { loaders }: Context): Promise<Related | null> {
  const relation = await loaders.parent.load(id);
  return relation && asParent(relation);
}
const children = async ({ id }: { id: string }, { loaders }: Context): Promise<Related[]> =>
  (await loaders.children.load(id)).map(asChild);

/** What of a relation's last period is shown: with the words of the form that has the question. */
function shownPeriod(draft: Draft, { code, lastDay }: PreviousPeriod): PreviousPeriodType {
  const options = questionsOf(typeOf(draft)).flatMap((question) =>
    question.kind === 'codedPeriods' ? question.options : [],
  );
  return { code, lastDay, label: options.find((option) => option.code === code)?.label ?? code };
}

@Resolver(() => CertificateGraphType)
export class CertificateRelationsResolver {
  @FieldResolver(() => RelatedCertificateType, {
    nullable: true,
    description: 'What it was made of; null when it began empty.',
  })
  parent(@Root() certificate: Certificate, @Ctx() context: Context): Promise<Related | null> {
    return parent(certificate, context);
  }

  @FieldResolver(() => [RelatedCertificateType], { description: 'What was made of it, the latest first.' })
  children(@Root() certificate: Certificate, @Ctx() context: Context): Promise<Related[]> {
    return children(certificate, context);
  }
}

@Resolver(() => DraftType)
export class DraftRelationsResolver {
  @FieldResolver(() => RelatedCertificateType, {
    nullable: true,
    description: 'What it was made of; null when it began empty.',
  })
  parent(@Root() draft: Draft, @Ctx() context: Context): Promise<Related | null> {
    return parent(draft, context);
  }

  @FieldResolver(() => [RelatedCertificateType], { description: 'Its copies, the latest first, once it is locked.' })
  children(@Root() draft: Draft, @Ctx() context: Context): Promise<Related[]> {
    return children(draft, context);
  }

  @FieldResolver(() => PreviousPeriodType, {
    nullable: true,
    description: 'For a renewal or a replacement: what to tell above the periods. Null where there were none.',
  })
  async previousPeriod(@Root() draft: Draft, @Ctx() { loaders }: Context): Promise<PreviousPeriodType | null> {
    const relation = await loaders.parent.load(draft.id);
    const isShown = relation?.kind === 'RENEW' || relation?.kind === 'REPLACE';
    return isShown && relation.previousPeriod ? shownPeriod(draft, relation.previousPeriod) : null;
  }
}
