import { alfaMedicincentrum } from './certificates/alfa-medicincentrum.ts';
import { alfaMottagningar } from './certificates/alfa-mottagningar.ts';
import { alfaTandvardscentral } from './certificates/alfa-tandvardscentral.ts';
import { alfaVardcentral } from './certificates/alfa-vardcentral.ts';
import { betaHudmottagningen } from './certificates/beta-hudmottagningen.ts';
import { betaRehabmottagning } from './certificates/beta-rehabmottagning.ts';
import { betaVardcentral } from './certificates/beta-vardcentral.ts';
import type { DemoCertificate } from './certificates/demo-certificate.ts';

/**
 * One FK7804 for everybody who may have one: nobody who is deceased, because a certificate is made for the living, and
 * nobody with a reserve number, because none can be sent for them. Source: domain.md §2.7.
 */
export const certificates: readonly DemoCertificate[] = [
  ...alfaMedicincentrum,
  ...alfaMottagningar,
  ...alfaTandvardscentral,
  ...alfaVardcentral,
  ...betaHudmottagningen,
  ...betaRehabmottagning,
  ...betaVardcentral,
];
