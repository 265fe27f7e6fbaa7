import { ask } from './graph-client.ts';
import type { InProcessStack } from './in-process-stack.ts';
import type { SignedIn } from './people.ts';
import { type ReadPdf, readPdf } from './read-pdf.ts';

interface Print {
  readonly file: {
    readonly fileName: string;
    readonly mediaType: string;
    readonly base64: string;
    readonly verificationCode: string | null;
  } | null;
  readonly errors: readonly { readonly code: string; readonly path: string | null }[];
}

const PAYLOAD = 'file { fileName mediaType base64 verificationCode } errors { code path message { sv en } }';

/** What came of a wish to print: the file read, or the codes that refused it. */
export interface Printout extends Partial<ReadPdf> {
  readonly fileName?: string;
  readonly mediaType?: string;
  readonly verificationCode?: string | null;
  readonly codes: readonly string[];
  readonly paths: readonly (string | null)[];
}

/** Somebody at a screen of their own, who prints by the graph. */
export function printer(stack: Pick<InProcessStack, 'gatewayUrl' | 'token'>, user: SignedIn) {
  const prints = async (document: string, field: string, input: object): Promise<Printout> => {
    const answer = await ask(stack.gatewayUrl, await stack.token(user), document, { input });
    if (answer.errors) throw new Error(answer.text);
    const { file, errors } = (answer.data as unknown as Record<string, Print>)[field] as Print;
    const refused = { codes: errors.map(({ code }) => code), paths: errors.map(({ path }) => path) };
    if (!file) return refused;
    const { base64, ...rest } = file;
    return { ...rest, ...(await readPdf(Buffer.from(base64, 'base64'))), ...refused };
  };
  return {
    certificate: (certificateId: string, wish: { profile?: 'FULL' | 'MINIMAL'; optionalQuestionIds?: string[] } = {}) =>
      prints(
        `mutation ($input: PrintCertificateInput!) { printCertificate(input: $input) { ${PAYLOAD} } }`,
        'printCertificate',
        { certificateId, ...wish },
      ),
    draft: (draftId: string) =>
      prints(`mutation ($input: PrintDraftInput!) { printDraft(input: $input) { ${PAYLOAD} } }`, 'printDraft', {
        draftId,
      }),
  };
}
