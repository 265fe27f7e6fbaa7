import { createVerifier, type Issuers } from '@intygsgraf/kernel/server';
import { decodeJwt } from 'jose';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { jsonService } from '../json-service.ts';
import { listen, type RunningServer } from '../listen.ts';
import { issueTo, type Signer, type SigningCa } from './signing-ca.ts';

export interface SigningServiceOptions {
  readonly ca: SigningCa;
  /** The services that may ask for signatures, and where each one's public keys are. */
  readonly issuers: Issuers;
  readonly port?: number;
}

const request = z.strictObject({
  /** XMLDSig SignedInfo in its canonical form. */
  toBeSigned: z.base64(),
  algorithm: z.literal('http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'),
});

const faultSchema = z.strictObject({
  mode: z.enum(['none', 'slow', 'down', 'garbage', 'otherPerson', 'otherBytes']),
  /** Milliseconds; the default is past what our own callers wait. */
  delayMs: z.int().min(0).max(60_000).default(10_000),
});
export type SigningFault = z.infer<typeof faultSchema>['mode'];

/** Whose key `otherPerson` signs with. */
const SOMEBODY_ELSE = 'TSTNMT2321000156-DRSOMEBODYELSE';

/**
 * Stands in for a signature service (underskriftstjänst): it has each person's key, and signs for the one on whose
 * behalf a service asks, as the service's token says. A key is made when a person signs first, and lives as long as the
 * process, as a short-lived certificate would.
 */
export function startSigningService({ ca, issuers, port }: SigningServiceOptions): Promise<RunningServer> {
  const verify = createVerifier('signing-service', issuers);
  const signers = new Map<string, Promise<Signer>>();
  const signerFor = (hsaId: string): Promise<Signer> => {
    const signer = signers.get(hsaId) ?? issueTo(ca, hsaId);
    signers.set(hsaId, signer);
    return signer;
  };
  /** A token is good for one signature: who replays a request gets none. */
  const used = new Set<string>();
  let fault = faultSchema.parse({ mode: 'none' });

  const service = jsonService((routes) => {
    routes.post('/signatures', async (asked, response) => {
      const { mode, delayMs } = fault;
      if (mode === 'down') return void response.status(503).json({ error: 'UNAVAILABLE' });
      if (mode === 'garbage') return void response.json({ signature: 'ja', certificates: ['hej'] });
      if (mode === 'slow') await setTimeout(delayMs, undefined, { ref: false });
      const { authorization = '' } = asked.headers;
      const { user } = await verify(authorization).catch(() => ({ user: undefined }));
      const jti = (user && decodeJwt(authorization.slice('Bearer '.length)).jti) ?? '';
      if (!user || used.has(jti)) return void response.status(401).json({ error: 'UNAUTHENTICATED' });
      used.add(jti);
      const bytes = Buffer.from(request.parse(asked.body).toBeSigned, 'base64');
      const signer = await signerFor(mode === 'otherPerson' ? SOMEBODY_ELSE : user.hsaId);
      const signature = await signer.sign(mode === 'otherBytes' ? Buffer.concat([bytes, Buffer.from(' ')]) : bytes);
      response.json({ signature: Buffer.from(signature).toString('base64'), certificates: [signer.certificate] });
    });
    routes.post('/fault', (asked, response) => {
      fault = faultSchema.parse(asked.body);
      response.json(fault);
    });
  });
  return listen(() => service, port);
}
