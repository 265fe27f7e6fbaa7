/** Who the stories are about; the demo's directory and persons have all of them. */

const TEST_PREFIX = 'TSTNMT2321000156-';

const hsaId = (suffix: string): string => `${TEST_PREFIX}${suffix}`;

export const units = {
  alfaMedicincentrum: hsaId('ALMC'),
  /** Sub-unit of Alfa Medicincentrum. */
  alfaAllergi: hsaId('ALAM'),
  /** Another sub-unit of it. */
  alfaHud: hsaId('ALHM'),
  alfaVardcentral: hsaId('ALVC'),
  alfaTandvard: hsaId('ALTV'),
  betaVardcentral: hsaId('BEVC'),
  /** Sub-unit of Beta Vårdcentral. */
  betaHud: hsaId('BEHD'),
} as const;

/** A member of staff, signed in on a unit: what the journal system swears to the identity provider. */
export interface SignedIn {
  readonly sub: string;
  readonly unit: string;
}

/** Doctor on Alfa Medicincentrum, with an assignment on Alfa Vårdcentral too. */
export const ajla: SignedIn = { sub: hsaId('DRAA'), unit: units.alfaMedicincentrum };
export const ajlaOnAllergi: SignedIn = { ...ajla, unit: units.alfaAllergi };
/** Care administrator on Alfa Medicincentrum: sees no protected patients. */
export const alva: SignedIn = { sub: hsaId('VAAA'), unit: units.alfaMedicincentrum };
/** Nurse on Alfa Medicincentrum: sees no protected patients either. */
export const anna: SignedIn = { sub: hsaId('SKAA'), unit: units.alfaMedicincentrum };
/** Dentist. */
export const tage: SignedIn = { sub: hsaId('TLTA'), unit: units.alfaTandvard };
/** Doctor on Alfa Vårdcentral. */
export const alf: SignedIn = { sub: hsaId('DRAF'), unit: units.alfaVardcentral };
/** Doctor of another care provider. */
export const beata: SignedIn = { sub: hsaId('DRBE'), unit: units.betaVardcentral };
/** Signs in with e-ID, has no authority. */
export const petra: SignedIn = { sub: hsaId('PLPP'), unit: hsaId('PLPP') };
