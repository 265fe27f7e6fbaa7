/** What both sides of the token exchange must agree on. */

/** RFC 8693. */
export const tokenExchange = 'urn:ietf:params:oauth:grant-type:token-exchange';
export const jwtType = 'urn:ietf:params:oauth:token-type:jwt';
export const accessTokenType = 'urn:ietf:params:oauth:token-type:access_token';

/** Whom the access tokens are for. */
export const gatewayAudience = 'urn:intygsgraf:gateway';

/** The algorithm of every key and token here. */
export const signingAlgorithm = 'ES256';

/** Seconds: the journal makes a subject token for one exchange, so it need not live longer than a call. */
export const subjectTokenLifetime = 60;

/** The journal system of the demo, as the identity provider knows it. */
export const journalClient = 'demo-journal';
