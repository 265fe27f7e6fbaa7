import type { DiagnosisRecord } from '../diagnosis.ts';
import { A_TO_H } from './icd-10-se/a-h.ts';
import { I_TO_L } from './icd-10-se/i-l.ts';
import { M_TO_R } from './icd-10-se/m-r.ts';
import { S_TO_Z } from './icd-10-se/s-z.ts';

/**
 * A small part of ICD-10-SE, for a system that has not imported the register: the 306 codes of the about 120 diagnoses
 * that Socialstyrelsen's FMB covers, what the demo's certificates have, and the wider codes of all of these. The whole
 * register comes by import.
 * Sources: Socialstyrelsen, ICD-10-SE, edition of 2022 (codes, official titles, markers); Socialstyrelsen, FMB, as of
 * 2020-04-02 (which codes it covers; none of its texts).
 */
export const ICD_10_SE: readonly DiagnosisRecord[] = [...A_TO_H, ...I_TO_L, ...M_TO_R, ...S_TO_Z];
