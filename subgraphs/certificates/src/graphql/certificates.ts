import { DomainError, parseGlobalId, Protection } from '@intygsgraf/kernel/domain';
import { Arg, Ctx, Directive, Field, GraphQLISODateTime, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { certificateFactsForCases, type CertificateFacts } from '../application/certificate-facts.ts';
import { listCertificates, positionOfCertificate } from '../application/read-certificates.ts';
import type { Certificate } from '../domain/certificate.ts';
import { cursorOf } from '../domain/page.ts';
import { CertificateGraphType } from './certificate.ts';
import type { Context } from './context.ts';

/** Most ids of a question. */
const MOST = 100;

@ObjectType('CertificateEdge', { description: 'A certificate in a list.' })
export class CertificateEdge {
  @Field(() => CertificateGraphType, { description: 'The certificate.' }) node!: Certificate;
  @Field(() => String, { description: 'Where the list goes on after it.' }) cursor!: string;
}

@ObjectType('CertificatePageInfo', { description: 'Where a page of certificates or drafts ends.' })
export class CertificatePageInfo {
  @Field(() => Boolean, { description: 'There are more after this page.' }) hasNextPage!: boolean;
  @Field(() => String, { nullable: true, description: 'Pass as `after` for the next page.' }) endCursor!: string | null;
}

@ObjectType('CertificateConnection', { description: 'A page of certificates (intyg), newest first.' })
export class CertificateConnection {
  @Field(() => [CertificateEdge], { description: 'The certificates.' }) edges!: CertificateEdge[];
  @Field(() => CertificatePageInfo, { description: 'Where the page ends.' }) pageInfo!: CertificatePageInfo;
}

@ObjectType('CertificateFacts', { description: 'What a case may know of its certificate (intyg). For services only.' })
@Directive('@inaccessible')
class CertificateFactsType {
  @Field(() => ID, { description: 'The national id of the certificate (intygs-id), a UUID.' }) id!: string;
  @Field(() => String, { description: 'Type (intygstyp), as fk7804.' }) typeId!: string;
  @Field(() => String, { description: 'Version of the type.' }) typeVersion!: string;
  @Field(() => String, { description: 'Code of the type in kv_intygstyp.' }) code!: string;
  @Field(() => String, { nullable: true, description: 'Recipient (mottagare) by its code in kv_part.' })
  recipient!: string | null;
  @Field(() => ID, { description: 'HSA-id of the unit that issued it.' }) unit!: string;
  @Field(() => ID, { description: 'HSA-id of the care unit (vårdenhet) that the unit belongs to, or is.' })
  careUnit!: string;
  @Field(() => ID, { description: 'HSA-id of the care provider (vårdgivare).' }) careProvider!: string;
  @Field(() => String, { description: 'Person identity of the patient.' }) personId!: string;
  @Field(() => ID, { description: 'The UUID of the patient.' }) patientId!: string;
  @Field(() => ID, { description: 'HSA-id of the signer (intygsutfärdare).' }) signedBy!: string;
  @Field(() => GraphQLISODateTime, { description: 'When it was signed.' }) signedAt!: Date;
  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'When it was handed over for its recipient (skickat); null while it is not.',
  })
  sentAt?: Date | null;
  @Field(() => Protection, { description: 'Protected personal data (sekretessmarkering), as told last.' })
  protection!: Protection;
  @Field(() => Boolean, { description: 'For a test person (testindikerad).' }) testCertificate!: boolean;
  @Field(() => Boolean, { description: 'Its recipient has it (skickat och mottaget).' }) sent!: boolean;
  @Field(() => Boolean, { description: 'It is revoked (makulerat).' }) revoked!: boolean;
  @Field(() => [ID], { description: "The type's national question ids (fråga-id)." }) questionIds!: readonly string[];
}

@Resolver()
export class CertificatesResolver {
  @Query(() => CertificateGraphType, {
    nullable: true,
    description: 'A certificate (intyg), null when the selected unit has none with that id.',
  })
  certificate(
    @Arg('id', () => ID, { description: 'Id in the graph.' }) id: string,
    @Ctx() { loaders }: Context,
  ): Promise<Certificate | null> {
    return loaders.certificate.load(parseGlobalId('Certificate', id));
  }

  // nullable: without the person service this one is missing, not everything that was asked with it
  @Query(() => CertificateConnection, {
    nullable: true,
    description: 'The signed certificates of a unit in the scope of the selected one, or of a patient there.',
  })
  async certificates(
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
    @Arg('first', () => Int, { description: 'How many, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: '`endCursor` of the page before.' })
    after: string | undefined,
    @Ctx() context: Context,
  ): Promise<CertificateConnection> {
    const { rows, hasMore } = await listCertificates(context, {
      unit: unit ?? undefined,
      patientId: patient ? parseGlobalId('Patient', patient) : undefined,
      first,
      after: after ?? undefined,
    });
    const edges = rows.map((node) => ({ node, cursor: cursorOf(positionOfCertificate(node)) }));
    return { edges, pageInfo: { hasNextPage: hasMore, endCursor: edges.at(-1)?.cursor ?? null } };
  }

  @Query(() => [CertificateFactsType], {
    nullable: 'items',
    description: 'Facts of certificates in the order asked, null where there is none. For services only.',
  })
  @Directive('@inaccessible')
  certificateFacts(
    @Arg('ids', () => [ID], { description: 'National ids (intygs-id), 100 at most.' }) ids: string[],
    @Ctx() context: Context,
  ): Promise<(CertificateFacts | null)[]> {
    context.onlyServices('cases');
    if (ids.length > MOST) throw new DomainError('BAD_USER_INPUT', { path: 'ids' });
    return certificateFactsForCases(context.em, ids, context.accessLog);
  }
}
