import { CERTIFICATE_TYPES, type CertificateType } from '@intygsgraf/certificates/rules';

/** The first day of its second version. */
export const NEWER_FROM = '2026-12-01';

/** A type that nobody has: all that is needed for one is what stands here, and a line in the list of types. */
export const fishing: CertificateType = {
  id: 'xx0001',
  version: '1.0',
  code: 'FISKE',
  name: 'Intyg om fiske',
  description: 'Underlag till fiskeföreningen.',
  introduction: 'Intyget behövs för den som vill fiska.',
  owner: 'FISK',
  recipient: null,
  signedBy: ['DOCTOR'],
  draftedBy: ['NURSE'],
  raisesOlderDrafts: false,
  automaticSending: false,
  patientSees: true,
  cases: false,
  protectedPatients: true,
  deceasedPatients: false,
  contacts: ['UNIT'],
  copies: { REPLACE: 'ALL', COPY_LOCKED: 'ALL' },
  print: { minimal: [{ field: '1.1' }] },
  rules: [
    {
      id: 'THIN_ICE',
      kind: 'WARN',
      field: '1.1',
      text: { sv: 'Isen är tunn.', en: 'The ice is thin.' },
      brokenWhen: {
        all: [
          { field: '1.1', has: ['IS'] },
          { field: '2.1', below: 10 },
        ],
      },
    },
  ],
  categories: [
    {
      id: 'KAT_1',
      title: 'Fiske',
      questions: [
        {
          kind: 'codes',
          id: '1',
          field: '1.1',
          label: 'Var fiskar patienten?',
          required: true,
          codeSystem: 'KV_FISKE',
          options: [
            { code: 'IS', label: 'På is' },
            { code: 'BAT', label: 'Från båt' },
          ],
        },
        {
          kind: 'integer',
          id: '2',
          field: '2.1',
          label: 'Hur tjock är isen?',
          showWhen: { field: '1.1', has: ['IS'] },
          required: true,
          minimum: 0,
          maximum: 200,
          unit: 'cm',
        },
        { kind: 'text', id: '3', field: '3.1', label: 'Vad nappar?', maxLength: 100 },
      ],
    },
  ],
  english: {
    introduction: 'Needed by those who want to fish.',
    KAT_1: 'Fishing',
    '1.1': 'Where does the patient fish?',
    '1.1 IS': 'On ice',
    '1.1 BAT': 'From a boat',
    '2.1': 'How thick is the ice?',
    '3.1': 'What bites?',
  },
};

const [category] = fishing.categories;

/** It asks one question less and one more, and another one shorter. */
const newer: CertificateType = {
  ...fishing,
  version: '1.1',
  validFrom: NEWER_FROM,
  raisesOlderDrafts: true,
  categories: [
    {
      id: 'KAT_1',
      title: 'Fiske',
      questions: [
        ...(category?.questions ?? []).slice(0, 1),
        { kind: 'text', id: '3', field: '3.1', label: 'Vad nappar?', maxLength: 10 },
        { kind: 'boolean', id: '4', field: '4.1', label: 'Har patienten fiskekort?', required: true },
      ],
    },
  ],
  english: { ...fishing.english, '4.1': 'Does the patient have a licence?' },
};

// before anything else looks at the list: so it is in all that follows from it
(CERTIFICATE_TYPES as CertificateType[]).push(fishing, newer);
