import type { AgencyFault } from '../counterparts/agency/fault.ts';
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

const post = (agencyUrl: string, path: string, body: object): Promise<Response> =>
  fetch(new URL(path, agencyUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** Lets the agency answer a message of care's that it has. */
export async function agencyAnswers(
  agencyUrl: string,
  messageId: string,
  answer: Record<string, unknown> = {},
): Promise<Receipt> {
  const body = { answers: messageId, text: 'Vi återkommer på måndag.', ...answer };
  return (await (await post(agencyUrl, '/answer', body)).json()) as Receipt;
}

/** A message of care's that the agency has taken in. */
export interface FromCare {
  readonly id: string;
  readonly certificateId: string;
  readonly unit: string;
  readonly subject: string;
  readonly text: string;
  readonly answers?: string;
}

/** What the agency has from care, and why it refused the rest. */
export async function agencyHas(agencyUrl: string): Promise<{ messages: FromCare[]; refused: string[] }> {
  return (await (await fetch(new URL('/received', agencyUrl))).json()) as { messages: FromCare[]; refused: string[] };
}

/** How the agency behaves from now on, or for the next messages. */
export async function setAgencyFault(agencyUrl: string, fault: Partial<AgencyFault>): Promise<void> {
  const { ok, status } = await post(agencyUrl, '/fault', fault);
  if (!ok) throw new Error(`the agency answered ${status}`);
}

/** The demo's certificate of a unit: the first, or one that `where` picks. */
export function certificateOf(unit: string, place = 0): string {
  const found = certificates.filter((certificate) => certificate.unit === unit)[place];
  if (!found) throw new Error(`the demo has no certificate ${place} on ${unit}`);
  return found.id;
}
