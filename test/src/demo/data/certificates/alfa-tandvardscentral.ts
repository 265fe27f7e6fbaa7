import { type DemoCertificate, fk7804 } from './demo-certificate.ts';

/** Certificates of Alfa Tandvårdscentral, signed by its dentist. */
export const alfaTandvardscentral: readonly DemoCertificate[] = [
  {
    id: '78040000-0000-4000-8000-000000000005',
    ...fk7804,
    unit: 'TSTNMT2321000156-ALTV',
    signedBy: 'TSTNMT2321000156-TLTA',
    signedAt: '2026-09-25T11:28:00Z',
    personId: '196201122808',
    answers: {
      '27.1': { boolean: false },
      '1.1': { datedCodes: [{ code: 'UNDERSOKNING', date: '2026-09-25' }] },
      '28.1': { codes: ['NUVARANDE_ARBETE'] },
      '29.1': { text: 'Telefonist' },
      '6.1': { diagnoses: [{ code: 'K076', codeSystem: 'ICD_10_SE', description: 'Rubbningar i käkleden' }] },
      '35.1': { text: 'Gapar två centimeter, smärta vid tuggning och tal.' },
      '17.1': { text: 'Kan tala högst en kvart i taget.' },
      '19.1': { text: 'Bettskena.' },
      '32.1': {
        codedPeriods: [
          { code: 'TRE_FJARDEDEL', from: '2026-09-25', to: '2026-10-04' },
          { code: 'EN_FJARDEDEL', from: '2026-10-05', to: '2026-10-14' },
        ],
      },
      '33.1': { boolean: false },
      '39.1': { code: 'STOR_SANNOLIKHET' },
      '40.1': { codes: ['OMFORDELNING'] },
    },
  },
  {
    id: '78040000-0000-4000-8000-000000000020',
    ...fk7804,
    unit: 'TSTNMT2321000156-ALTV',
    signedBy: 'TSTNMT2321000156-TLTA',
    signedAt: '2026-10-29T10:13:00Z',
    personId: '198909142393',
    answers: {
      '27.1': { boolean: false },
      '1.1': { datedCodes: [{ code: 'UNDERSOKNING', date: '2026-10-29' }] },
      '28.1': { codes: ['NUVARANDE_ARBETE'] },
      '29.1': { text: 'Trumpetare i en musikkår' },
      '6.1': { diagnoses: [{ code: 'S026', codeSystem: 'ICD_10_SE', description: 'Fraktur på underkäken' }] },
      '35.1': { text: 'Sammanbundna käkar efter fraktur.' },
      '17.1': { text: 'Kan inte spela eller tala i längre stunder.' },
      '19.1': { text: 'Flytande kost.' },
      '20.1': { text: 'Fixationen tas bort efter fem veckor.' },
      '32.1': { codedPeriods: [{ code: 'HELT_NEDSATT', from: '2026-10-29', to: '2026-12-09' }] },
      '39.1': { code: 'ATER_X_ANTAL_DGR' },
      '39.3': { code: 'SEXTIO_DGR' },
      '40.1': { codes: ['EJ_AKTUELLT'] },
    },
  },
];
