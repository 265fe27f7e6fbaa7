import { certificates } from '../demo/data/certificates.ts';

/** What came back of a question. */
export interface Receipt {
  readonly messageId: string;
  readonly resultCode?: 'OK' | 'INFO' | 'ERROR';
  readonly errorId?: string;
  readonly resultText?: string;
  readonly fault?: string;
}

/** Lets the agency's counterpart ask about a demo certificate. */
export async function agencyAsks(
  agencyUrl: string,
  certificateId: string,
  question: Record<string, unknown> = {},
): Promise<Receipt> {
  const certificate = certificates.find(({ id }) => id === certificateId);
  const response = await fetch(new URL('/ask', agencyUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      certificateId,
      unitHsaId: certificate?.unit,
      personId: certificate?.personId,
      subject: 'CONTACT',
      text: 'Vi behöver komma i kontakt med vården om intyget.',
      ...question,
    }),
  });
  return (await response.json()) as Receipt;
}

/** The demo's certificate of a unit: the first, or one that `where` picks. */
export function certificateOf(unit: string, place = 0): string {
  const found = certificates.filter((certificate) => certificate.unit === unit)[place];
  if (!found) throw new Error(`the demo has no certificate ${place} on ${unit}`);
  return found.id;
}
