import type { FreshDatabase } from '../support/database.ts';
import type { InProcessStack } from '../support/in-process-stack.ts';
import type { Issuer } from '../support/issuer.ts';
import type { SignedIn } from '../support/people.ts';
import type { KeyAndCertificate, TlsAuthority } from '../support/tls-certificates.ts';
import type { Target } from '../support/ways-in.ts';

/** Everything that a row needs: the whole system, an identity provider whose key the test holds, a case of the demo. */
export interface Ground {
  readonly stack: InProcessStack;
  readonly database: FreshDatabase;
  readonly issuer: Issuer;
  token(user: SignedIn): Promise<string>;
  readonly target: Target;
  /** A certificate of a patient with protected personal data, on the same unit. */
  readonly hidden: Target;
  readonly agency: GroundAgency;
}

/** How agencies come in: by a client certificate of an authority that the gateway trusts. */
export interface GroundAgency {
  /** PEM: the authority's certificate. */
  readonly ca: string;
  readonly authority: TlsAuthority;
  /** An authority that nobody trusts. */
  readonly stranger: TlsAuthority;
  /** Of the agency's certificate. */
  readonly subject: string;
  readonly client: KeyAndCertificate;
}

export type Transport = 'http' | 'socket' | 'stream';

/** An operation, sent over each transport. */
export interface OperationAttempt {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
  /** The code of its refusal; several where what is in the way first depends on the transport. */
  readonly codes: readonly string[];
  /** Where it is sent; everywhere when left out. */
  readonly over?: readonly Transport[];
}

/** A request as bytes are written; headers may be wrong, missing or twice. */
export interface RequestAttempt {
  readonly method?: string;
  readonly path?: string;
  /** In place of those of a request as it should be; undefined takes one away. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string | Buffer;
  readonly status: number;
}

/** A token that is shown at every door. */
export interface TokenAttempt {
  token(ground: Ground): string | Promise<string>;
}

/** Where XML comes in over the net: an agency's message, a journal's wish for a draft or a certificate. */
export type SoapDoorName = 'soap' | 'draft' | 'certificate';
/** The same, and files: one that is judged, one of a folder whose verdicts are compared. */
export type XmlDoorName = SoapDoorName | 'file' | 'folder';

/** What became of a right message; `afterwards` looks at what it did. */
type Spoilt = string | Uint8Array | { readonly bytes: string | Uint8Array; afterwards(): void };

/** XML that is spoilt, at every door. */
export interface XmlAttempt {
  spoil(message: string): Spoilt | Promise<Spoilt>;
  /** What an agency is answered. A file is read where that is 200, else it is refused with its line. */
  readonly status: number;
  readonly over?: readonly XmlDoorName[];
  /** What nobody is ever told. */
  readonly toldNot?: string;
}

/** What does not fit one of the above. */
export interface Trial {
  run(ground: Ground, over: Transport): Promise<void>;
}

export type Attempt = {
  readonly what: string;
  /** It waits for a limit of seconds: begun before the others, which change nothing that it sees. */
  readonly slow?: true;
} & (
  | { readonly operation: OperationAttempt }
  | { readonly request: RequestAttempt }
  | { readonly shown: TokenAttempt }
  | { readonly xml: XmlAttempt }
  | {
      readonly trial: Trial['run'];
      /** Where it is tried; over HTTP when left out. */
      readonly over?: readonly Transport[];
      /** What is tried beside the bad input is right, and stored: the trial itself says what is not. */
      readonly stores?: true;
    }
);

/** Every transport. */
export const EVERYWHERE: readonly Transport[] = ['http', 'stream', 'socket'];

/** One row of the list of bad inputs. */
export interface Row {
  readonly id: string;
  readonly sent: string;
  readonly answered: string;
  /** Somebody should see it: the security log has a line. */
  readonly logged?: true;
  readonly attempts: readonly Attempt[];
  /** Why it cannot be tried yet, wholly or in part. */
  readonly pending?: string;
}

export const operation = (what: string, query: string, codes: string | readonly string[], more = {}): Attempt => ({
  what,
  operation: { query, codes: typeof codes === 'string' ? [codes] : codes, ...more },
});

export const many = (count: number, part: (place: number) => string): string =>
  Array.from({ length: count }, (_, place) => part(place)).join(' ');
