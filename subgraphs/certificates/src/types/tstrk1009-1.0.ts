import type { CertificateType } from '../domain/certificate-type.ts';
import { bilingual } from './parts/bilingual.ts';
import { identity, TRANSPORTSTYRELSEN, VERDICTS } from './parts/driving.ts';
import { LONG, text, tick } from './parts/questions.ts';

const form = bilingual(
  [
    { id: 'KAT_1', title: ['Identitet', 'Identity'], questions: [identity] },
    {
      id: 'KAT_2',
      title: ['Anmälan', 'The report'],
      questions: [
        {
          kind: 'code',
          id: '46',
          field: '46.1',
          label: ['Anmälan avser', 'What is reported'],
          help: [
            'Olämplighet: du har undersökt personen, och talar om för hen att du anmäler innan du gör det. Sannolik olämplighet: undersökning eller journal tyder på det och personen vill inte undersökas vidare.',
            'Unfitness: you have examined the person, and tell them before you report. Probable unfitness: an examination or the records suggest it and the person refuses to be examined further.',
          ],
          required: true,
          codeSystem: '1.2.752.129.5.1.4',
          options: [
            { code: 'OLAMPLIGHET', label: ['Olämplighet', 'Unfitness'] },
            { code: 'SANNOLIK_OLAMPLIGHET', label: ['Sannolik olämplighet', 'Probable unfitness'] },
          ],
        },
      ],
    },
    {
      id: 'KAT_3',
      title: ['Medicinska förhållanden', 'Medical circumstances'],
      questions: [
        text(
          '47.1',
          [
            'Medicinska förhållanden som utgör grund för anmälan (ange t.ex. diagnos och funktionsnedsättning)',
            'Medical grounds of the report (for example diagnosis and impairment)',
          ],
          LONG,
          {
            help: [
              'Beskriv det som gör körningen farlig och hur du vet det.',
              'Describe what makes driving dangerous and how you know.',
            ],
          },
        ),
        {
          kind: 'date',
          id: '48',
          field: '48.1',
          label: ['Senaste undersökningsdatum', 'Date of the last examination'],
          required: true,
          latest: 'TODAY',
          only: { DATE_IN_FUTURE: 'BOTH' },
        },
      ],
    },
    {
      id: 'KAT_4',
      title: ['Bedömning', 'Assessment'],
      questions: [
        {
          kind: 'codes',
          id: '1',
          field: '1.1',
          label: [
            'På grunder som anges ovan bedömer jag att personen är olämplig/sannolikt olämplig att ha',
            'On the grounds above I judge that the person is unfit, or probably unfit, to hold',
          ],
          help: [
            'Välj alla när det gäller varje körkort, traktorkort och taxiförarlegitimation. Välj Kan inte ta ställning ensamt när du inte vet vilka.',
            'Choose all when it is about every licence. Choose Cannot decide alone when you do not know which.',
          ],
          required: true,
          kinds: { NOT_ALONE: 'OTHER', DUPLICATE_CODE: 'OTHER' },
          // its published rules count, and do not compare
          only: { DUPLICATE_CODE: 'DRAFT' },
          ...VERDICTS.all,
        },
      ],
    },
    {
      id: 'KAT_5',
      title: ['Information om beslut', 'Word of the decision'],
      questions: [
        tick('49.1', [
          'Information om Transportstyrelsens beslut önskas',
          'I want to be told what Transportstyrelsen decides',
        ]),
      ],
    },
  ],
  [
    'Anmälan görs när en patient av medicinska skäl är olämplig att ha körkort. Säg det till patienten först. Den skickas när du signerar.',
    'The report is made when a patient is unfit to hold a licence for medical reasons. Tell the patient first. It is sent when you sign.',
  ],
);

/**
 * A doctor's report that somebody is unfit to drive (körkortslagen 1998:488, 10 kap. 5 §).
 * Source: the published rules, read 2026-11-22; labels from text version 1.0 (2025-01-01). The form's groups of licences
 * are their national codes here.
 */
export default {
  ...TRANSPORTSTYRELSEN,
  id: 'tstrk1009',
  version: '1.0',
  inMessages: { anyNumber: true },
  code: 'TSTRK1009',
  messageVersions: ['1', '1.0'],
  name: 'Transportstyrelsens läkares anmälan',
  description: 'Anmälan till Transportstyrelsen att en person av medicinska skäl är olämplig att ha körkort.',
  automaticSending: true,
  contacts: ['UNIT'],
  print: {},
  ...form,
} satisfies CertificateType;
