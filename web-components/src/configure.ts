import { retryRefused } from './live/hub.ts';
import type { Source } from './live/line.ts';
import type { TokenProvider } from './live/token.ts';
import type { Locale } from './texts.ts';

/** What all elements of a page have in common. */
export interface IntygSettings {
  /** The graph's address, http or https. Unless told otherwise: `/graphql` where this script came from. */
  endpoint?: string | undefined;
  tokenProvider?: TokenProvider | undefined;
  /**
   * Whom the tokens are for: an opaque key, the same in all tabs of one user with the same rights and in no others, such
   * as one of the session and the selected unit. The user's tabs then share one connection. Without it each has its own.
   */
  user?: string | undefined;
  locale?: Locale | undefined;
}

const script = import.meta.url;
const settings: IntygSettings = {};
const elements = new Set<() => void>();

/** Sets what all elements of the page have in common. May be called again, and before or after they are there. */
export function configureIntyg(changes: IntygSettings): void {
  // another provider is another user, until the host says which one
  if (changes.tokenProvider !== undefined && changes.tokenProvider !== settings.tokenProvider)
    settings.user = undefined;
  Object.assign(settings, changes);
  for (const changed of elements) changed();
  retryRefused();
}

export const configuredLocale = (): Locale | undefined => settings.locale;

/** Calls back at every change of the settings, until the returned function is called. */
export function onConfigured(changed: () => void): () => void {
  elements.add(changed);
  return () => elements.delete(changed);
}

/**
 * Where an element gets its counts from; undefined while it has no address or nobody to ask for a token.
 *
 * The page's own tokens go to the page's own endpoint only. An address in markup may come from somebody who can add
 * markup and no script; he would otherwise be sent the token.
 */
export function sourceFor(
  endpoint: string | null | undefined,
  tokenProvider: TokenProvider | null | undefined,
): Source | undefined {
  const usual = settings.endpoint ? URL.parse(settings.endpoint, document.baseURI) : URL.parse('/graphql', script);
  const url = endpoint ? URL.parse(endpoint, document.baseURI) : usual;
  const provider = tokenProvider ?? (url?.origin === usual?.origin ? settings.tokenProvider : undefined);
  // `user` is whom the page's own provider gives tokens for; an element's own may be somebody else
  const user = provider === settings.tokenProvider ? settings.user : undefined;
  return url && provider ? { endpoint: url.href, tokenProvider: provider, user } : undefined;
}
