import { type DemoCertificate, fk7804 } from './demo-certificate.ts';

/** Certificates of Beta Rehabmottagning. */
export const betaRehabmottagning: readonly DemoCertificate[] = [
  {
    id: '78040000-0000-4000-8000-000000000006',
    ...fk7804,
    unit: 'TSTNMT2321000156-BERM',
    signedBy: 'TSTNMT2321000156-DREU',
    signedAt: '2026-09-28T12:35:00Z',
    personId: '196207213098',
    answers: {
      '27.1': { boolean: false },
      '1.1': {
        datedCodes: [
          { code: 'UNDERSOKNING', date: '2026-09-28' },
          { code: 'ANNAT', date: '2026-09-21' },
        ],
      },
      '1.3': { text: 'Bedömning av arbetsterapeut den dagen.' },
      '28.1': { codes: ['NUVARANDE_ARBETE'] },
      '29.1': { text: 'Montör vid band' },
      '6.1': { diagnoses: [{ code: 'G560', codeSystem: 'ICD_10_SE', description: 'Karpaltunnelsyndrom' }] },
      '35.1': { text: 'Domningar i höger hand, svagt nypgrepp.' },
      '17.1': { text: 'Kan inte skruva eller hålla små delar mer än tio minuter.' },
      '19.1': { text: 'Ortos nattetid.' },
      '20.1': { text: 'Operation är planerad.' },
      '32.1': { codedPeriods: [{ code: 'HELT_NEDSATT', from: '2026-09-28', to: '2026-10-18' }] },
      '39.1': { code: 'ATER_X_ANTAL_DGR' },
      '39.3': { code: 'SEXTIO_DGR' },
      '40.1': { codes: ['OVRIGA_ATGARDER'] },
      '44.1': { text: 'Arbete med vänster hand prövas.' },
    },
  },
  {
    id: '78040000-0000-4000-8000-000000000013',
    ...fk7804,
    unit: 'TSTNMT2321000156-BERM',
    signedBy: 'TSTNMT2321000156-DREU',
    signedAt: '2026-10-14T11:24:00Z',
    personId: '197905209289',
    answers: {
      '27.1': { boolean: false },
      '1.1': { datedCodes: [{ code: 'UNDERSOKNING', date: '2026-10-14' }] },
      '28.1': { codes: ['NUVARANDE_ARBETE', 'STUDIER'] },
      '29.1': { text: 'Butiksbiträde på deltid' },
      '6.1': {
        diagnoses: [
          { code: 'M797', codeSystem: 'ICD_10_SE', description: 'Fibromyalgi' },
          { code: 'F329', codeSystem: 'ICD_10_SE', description: 'Depressiv episod, ospecificerad' },
        ],
      },
      '35.1': { text: 'Utbredd värk, sover få timmar.' },
      '17.1': { text: 'Orkar halva arbetspass, behöver sitta däremellan.' },
      '19.1': { text: 'Smärtskola.' },
      '32.1': { codedPeriods: [{ code: 'HALFTEN', from: '2026-10-14', to: '2026-12-12' }] },
      '34.1': { boolean: true },
      '33.1': { boolean: true },
      '33.2': { text: 'Behöver vilodag mellan arbetsdagarna för att värken ska lägga sig.' },
      '39.1': { code: 'SANNOLIKT_INTE' },
      '40.1': { codes: ['ARBETSANPASSNING', 'KONTAKT_FHV'] },
    },
  },
];
