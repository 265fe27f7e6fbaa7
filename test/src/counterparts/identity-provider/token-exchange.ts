import { randomUUID } from 'node:crypto';
import type Provider from 'oidc-provider';
import type { TokenEndpointGrantContext } from 'oidc-provider';
import { resolveRequestedResources } from 'oidc-provider/lib/helpers/grants.js';
import { z } from 'zod';
import { errors } from './quiet-oidc-provider.ts';
import { readSubjectToken } from './subject-token.ts';
import { accessTokenType, gatewayAudience, jwtType, tokenExchange } from './terms.ts';

/** Seconds: 10 min unless asked for less, never over 15 (design.md, "Who may"). */
const lifetimes = { usual: 600, longest: 900 };

const parameters = z.object({
  subject_token: z.string().max(4_096),
  subject_token_type: z.literal(jwtType),
  requested_token_type: z.literal(accessTokenType).optional(),
  audience: z.string().optional(),
  /** Our own parameter, for tests: seconds that the access token lives. */
  lifetime: z.coerce.number().int().min(1).max(lifetimes.longest).default(lifetimes.usual),
});
export const parameterNames = [...Object.keys(parameters.shape), 'resource'];

/** Claims of the access token beside the standard ones, as the identity provider of the sector names them. */
export interface StaffClaims {
  readonly unit: string;
  readonly sid?: string;
  readonly acr: 'http://id.sambi.se/loa/loa3';
}

/**
 * RFC 8693: a journal system's own word for who is logged in becomes a short access token for the gateway.
 * Every fault of the subject token is `invalid_request`, another target than the gateway `invalid_target` (2.2.2).
 * The unit is taken as sworn: whether somebody has an assignment there is for `users` to say, and tests rely on that.
 */
export function exchangeHandler(
  provider: Provider,
  staff: ReadonlySet<string>,
  remember: (token: object, claims: StaffClaims) => void,
) {
  return async (ctx: TokenEndpointGrantContext): Promise<void> => {
    const { client } = ctx.oidc;
    const asked = parameters.safeParse(ctx.oidc.params);
    if (!asked.success) throw new errors.InvalidRequest('the parameters are not those of a token exchange');
    const { subject_token: subjectToken, audience = gatewayAudience, lifetime } = asked.data;
    if (audience !== gatewayAudience) throw new errors.InvalidTarget();

    const subject = await readSubjectToken(subjectToken, client, provider.issuer).catch(() => {
      throw new errors.InvalidRequest('the subject token is not valid');
    });
    if (!staff.has(subject.sub)) throw new errors.InvalidRequest('the subject is not known');

    const token = new provider.AccessToken({
      client,
      accountId: subject.sub,
      expiresIn: lifetime,
      resourceServer: await gateway(provider, ctx),
      gty: tokenExchange,
      // The model wants a grant; none is stored, so none can be looked up.
      grantId: randomUUID(),
    });
    const { unit, sid } = subject;
    remember(token, { unit, ...(sid !== undefined && { sid }), acr: 'http://id.sambi.se/loa/loa3' });
    ctx.body = {
      access_token: await token.save(),
      issued_token_type: accessTokenType,
      token_type: token.tokenType,
      expires_in: lifetime,
    };
  };
}

/** The resource servers of the request; none named is the gateway, any other is refused where the provider resolves it. */
async function gateway(provider: Provider, ctx: TokenEndpointGrantContext) {
  const [target, ...others] = await resolveRequestedResources(provider, ctx);
  if (!target || others.length > 0) throw new errors.InvalidTarget();
  return target;
}
