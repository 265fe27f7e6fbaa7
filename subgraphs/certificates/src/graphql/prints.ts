import { parseGlobalId, TEXTS } from '@intygsgraf/kernel/domain';
import { refusing } from '@intygsgraf/kernel/server';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { printCertificate, printDraft, type PrintedFile } from '../application/print-certificate.ts';
import { PrintProfile } from '../domain/print.ts';
import type { Context } from './context.ts';
import { CertificateErrorType } from './sign-and-send.ts';

@ObjectType('PrintedFile', { description: 'A print (utskrift) as a file, to be shown and not kept.' })
export class PrintedFileType {
  @Field(() => String, { description: 'Name of the file; nothing in it tells who the patient is.' }) fileName!: string;
  @Field(() => String, { description: 'Media type: application/pdf.' }) mediaType!: string;
  @Field(() => String, { description: 'The bytes in base64 (RFC 4648 §4).' }) base64!: string;
  @Field(() => String, {
    nullable: true,
    description: 'The code (kontrollkod) on the paper: equal for equal content. Null for a draft.',
  })
  verificationCode!: string | null;
}

@ObjectType('PrintPayload', { description: 'The print, or why there is none.' })
export class PrintPayload {
  @Field(() => PrintedFileType, { nullable: true, description: 'The print; null when it was refused.' })
  file?: PrintedFileType | undefined;
  @Field(() => [CertificateErrorType], { description: 'Refusals; none when it is printed.' })
  errors!: CertificateErrorType[];
}

@InputType('PrintCertificateInput', { description: 'Which certificate to print, and how much of it.' })
export class PrintCertificateInput {
  @Field(() => ID, { description: 'Id of the certificate in the graph.' }) certificateId!: string;
  @Field(() => PrintProfile, { defaultValue: PrintProfile.FULL, description: 'How much of it.' })
  profile!: PrintProfile;
  @Field(() => [ID], {
    defaultValue: [],
    description: 'With MINIMAL: national question ids that the patient shows besides, of `optionalQuestionIds`.',
  })
  optionalQuestionIds!: string[];
}

@InputType('PrintDraftInput', { description: 'Which draft to print.' })
export class PrintDraftInput {
  @Field(() => ID, { description: 'Id of the draft in the graph.' }) draftId!: string;
}

const fileOf = ({ fileName, bytes, verificationCode }: PrintedFile): PrintedFileType => ({
  fileName,
  mediaType: 'application/pdf',
  base64: Buffer.from(bytes).toString('base64'),
  verificationCode,
});

async function payloadOf(context: Context, print: (context: Context) => Promise<PrintedFile>): Promise<PrintPayload> {
  const { result, errors } = await refusing(context, (em) => print({ ...context, em }));
  return {
    file: result && fileOf(result),
    errors: errors.map(({ code, path }) => ({ code, message: TEXTS[code], path })),
  };
}

/** Mutations, as each leaves a row of its own in the access log. */
@Resolver()
export class PrintsResolver {
  @Mutation(() => PrintPayload, { description: 'Prints a signed certificate (skriv ut) as PDF.' })
  printCertificate(
    @Arg('input', () => PrintCertificateInput, { description: 'Which certificate.' }) input: PrintCertificateInput,
    @Ctx() context: Context,
  ): Promise<PrintPayload> {
    const { certificateId, ...wish } = input;
    return payloadOf(context, (within) => printCertificate(within, parseGlobalId('Certificate', certificateId), wish));
  }

  @Mutation(() => PrintPayload, { description: 'Prints a draft (skriv ut), marked as one, as PDF.' })
  printDraft(
    @Arg('input', () => PrintDraftInput, { description: 'Which draft.' }) { draftId }: PrintDraftInput,
    @Ctx() context: Context,
  ): Promise<PrintPayload> {
    return payloadOf(context, (within) => printDraft(within, parseGlobalId('Draft', draftId)));
  }
}
