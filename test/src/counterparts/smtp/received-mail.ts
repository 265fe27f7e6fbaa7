import PostalMime, { type Address } from 'postal-mime';

/** Whom a server was told that a mail is from (empty: nobody), and to whom it goes, whatever the mail itself says. */
export interface Envelope {
  readonly from: string;
  readonly to: readonly string[];
}

/** A mail as the server got it, for a test to read. */
export interface ReceivedMail {
  readonly envelope: Envelope;
  /** Addresses in the mail's own head; empty when it names none. */
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  /** The plain text, decoded. */
  readonly text: string;
  /** All of it as it came, so that a test can look for what must not be there; what is not UTF-8 is replaced. */
  readonly raw: string;
}

const addresses = (address: Address): string[] =>
  address.group?.map(({ address: one }) => one) ?? [address.address ?? ''];

/** Throws for what no mail may be: parts in parts without end. */
export async function readMail(envelope: Envelope, bytes: Uint8Array): Promise<ReceivedMail> {
  const { from, to = [], subject = '', text = '' } = await PostalMime.parse(bytes);
  const [sender = ''] = from ? addresses(from) : [];
  return { envelope, from: sender, to: to.flatMap(addresses), subject, text, raw: new TextDecoder().decode(bytes) };
}
