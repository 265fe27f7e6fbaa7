/** Where the parts of an observation, activity or recommendation (by its code) are asked about today. */
export interface Asked {
  /** Whether it is there (förekomst). */
  readonly is?: string;
  /** Described in words. */
  readonly text?: string;
  /** When it began, as a year. */
  readonly since?: string;
  /** When it was, as a day. */
  readonly on?: string;
  /** When and where it was, in words. */
  readonly when?: string;
  readonly where?: string;
  /** Its value by the side it is of: right, left, both. */
  readonly sides?: readonly [right: string, left: string, both?: string];
  /** Codes that are its value, or a yes. */
  readonly values?: string;
}

/** Which side, in SNOMED CT. */
export const SIDES = ['24028007', '7771000', '51440002'] as const;

/** A code that says by itself what the answer is. */
export const DIABETES_TYPE = { E10: '18.1', E11: '18.1' } as const;

const ACUITY: Readonly<Record<string, Asked>> = {
  '420050001': { sides: ['8.1', '8.2', '8.3'] },
  '397535007': { sides: ['8.4', '8.5', '8.6'] },
};

const RECOMMENDATIONS: Readonly<Record<string, Asked>> = { REK8: { values: '33.1' }, REK9: { text: '34.1' } };

/** TS-BAS as RegisterCertificate 1 has it, by the codes of kv_observationer_intyg, ICD-10 and SNOMED CT. */
const BAS: Readonly<Record<string, Asked>> = {
  ...ACUITY,
  ...RECOMMENDATIONS,
  'H53.4': { is: '3.1' },
  'H53.6': { is: '4.1' },
  OBS1: { is: '5.1' },
  'H53.2': { is: '6.1' },
  'H55.9': { is: '7.1' },
  '285049007': { sides: ['8.7', '8.8'] },
  AKT17: { is: '9.1' },
  OBS2: { is: '10.1' },
  OBS3: { is: '11.1' },
  OBS4: { is: '12.1', text: '12.2' },
  OBS5: { is: '13.1' },
  OBS6: { is: '14.1' },
  OBS8: { is: '15.1' },
  OBS7: { is: '16.1', text: '16.2' },
  '73211009': { is: '17.1' },
  OBS9: { is: '19.1' },
  '170746002': { is: '19.2' },
  '170747006': { is: '19.3' },
  '407624006': { is: '20.1' },
  'G40.9': { is: '21.1', text: '21.2' },
  OBS11: { is: '22.1' },
  OBS12: { is: '23.1' },
  OBS13: { is: '24.1' },
  OBS14: { is: '25.1' },
  AKT15: { is: '25.2' },
  AKT14: { is: '25.3' },
  OBS15: { is: '26.1', text: '26.2' },
  OBS16: { is: '27.1' },
  '129104009': { is: '28.1' },
  OBS17: { is: '29.1' },
  AKT19: { is: '30.1', when: '30.2', where: '30.3', text: '30.4' },
  OBS18: { is: '31.1', text: '31.2' },
};

/** TS-DIABETES as RegisterCertificate 1 has it. */
const DIABETES: Readonly<Record<string, Asked>> = {
  ...ACUITY,
  ...RECOMMENDATIONS,
  E10: { since: '35.1' },
  E11: { since: '35.1' },
  '170745003': { is: '19.1' },
  '170746002': { is: '19.2' },
  '170747006': { is: '19.3', since: '19.4' },
  OBS10: { text: '19.5' },
  OBS19: { is: '36.1' },
  OBS20: { is: '37.1' },
  OBS21: { is: '38.1' },
  OBS22: { is: '39.1', text: '39.2' },
  OBS23: { is: '40.1', text: '40.2' },
  '308113006': { is: '41.1' },
  OBS24: { is: '42.1', on: '42.2' },
  BIL1: { is: '43.1' },
  OBS25: { is: '44.1' },
  'H53.2': { is: '6.1' },
  REK10: { values: '45.1' },
};

/** That a test was made (Donders' test, of the eyes' movement): today's certificates only ask what it showed. */
export const NOT_ASKED_TODAY = ['86944008', 'AKT18'];

export const CONTENTS: Readonly<Record<string, Readonly<Record<string, Asked>>>> = {
  TSTRK1007: BAS,
  TSTRK1031: DIABETES,
};
