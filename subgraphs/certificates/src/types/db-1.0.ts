import type { CertificateType } from '../domain/certificate-type.ts';
import { bilingual } from './parts/bilingual.ts';
import { ABOUT_DEATH, beforeDeath, deathCategories, deathRules, shortlyBeforeDeath } from './parts/death.ts';
import { both, has, no, yes, yesNo } from './parts/questions.ts';

/** Den avlidne undersökt kort före döden. */
const BEFORE = has('6.2', ['UNDERSOKNING_GJORT']);
const NOT_EXAMINED = no('6.1');

const form = bilingual(
  [
    ...deathCategories(false),
    {
      id: 'KAT_4',
      title: ['Explosivt implantat', 'Explosive implant'],
      questions: [
        yesNo('5.1', [
          'Har den avlidne haft ett implantat som kan explodera vid kremering?',
          'Has the deceased had an implant that may explode at cremation?',
        ]),
        yesNo('5.2', ['Har implantatet avlägsnats?', 'Has the implant been removed?'], {
          showWhen: yes('5.1'),
          refusedWhen: no('5.1'),
        }),
      ],
    },
    {
      id: 'KAT_5',
      title: ['Yttre undersökning', 'External examination'],
      questions: [
        yesNo('6.1', [
          'Har yttre undersökning av kroppen genomförts?',
          'Has an external examination of the body been done?',
        ]),
        {
          kind: 'code',
          id: '6',
          field: '6.2',
          label: ['Varför inte?', 'Why not?'],
          required: true,
          showWhen: NOT_EXAMINED,
          refusedWhen: yes('6.1'),
          codeSystem: 'da46dd8c-b3f1-4e39-8d62-777d069213ea',
          options: [
            {
              code: 'UNDERSOKNING_SKA_GORAS',
              label: ['Rättsmedicinsk undersökning ska göras', 'A forensic examination is to be done'],
            },
            {
              code: 'UNDERSOKNING_GJORT',
              label: ['Den avlidne undersökt kort före döden', 'The deceased was examined shortly before death'],
            },
          ],
        },
        {
          kind: 'date',
          id: '6',
          field: '6.3',
          label: ['Undersökningsdatum', 'Date of the examination'],
          help: ['Högst fyra veckor före dödsdatumet.', 'At most four weeks before the date of death.'],
          required: true,
          showWhen: both(NOT_EXAMINED, BEFORE),
          refusedWhen: has('6.2', ['UNDERSOKNING_SKA_GORAS']),
          latest: 'TODAY',
        },
      ],
    },
    {
      id: 'KAT_6',
      title: ['Polisanmälan', 'Report to the police'],
      questions: [
        yesNo('7.1', ['Finns skäl för polisanmälan?', 'Is there reason for a report to the police?'], {
          help: [
            'Ja om döden kan bero på skada, förgiftning eller fel i vården, eller om den dödes identitet är okänd. Anmäl då dödsfallet till Polismyndigheten och lämna dödsbeviset dit på papper: det sänds inte till Skatteverket härifrån.',
            'Yes if the death may be due to injury, poisoning or an error in care, or if it is not known who the deceased is. Then report the death to the police and give them the certificate on paper: it is not sent to Skatteverket from here.',
          ],
        }),
      ],
    },
  ],
  [
    'Dödsbeviset skickas till Skatteverket när du signerar. Finns skäl för polisanmälan lämnas det i stället på papper till Polismyndigheten.',
    'The certificate is sent to Skatteverket when you sign. If there is reason for a report to the police, it is given to them on paper instead.',
  ],
);

/**
 * Source: domain.md §3.11 and §11.3 C13, C14, C21 (2026-11-21); labels from Skatteverket's and Socialstyrelsen's form,
 * text version 1.0 (2021-04-26). The examination of today's system, one answer out of three, is its two national
 * sub-answers here: whether it was done (6.1), and if not, why (6.2).
 */
export default {
  ...ABOUT_DEATH,
  id: 'db',
  version: '1.0',
  inMessages: { anyNumber: true },
  code: 'DB',
  messageVersions: ['1', '1.0'],
  name: 'Dödsbevis',
  description: 'Underlag till Skatteverket om att en person har avlidit, så att dödsfallet kan registreras.',
  owner: 'SKV',
  recipient: 'SKV',
  // Source: Begravningslagen (1990:1144) 4 kap. 4 §
  onPaper: {
    when: yes('7.1'),
    notice:
      'Det finns skäl för polisanmälan. Dödsbeviset skickas inte elektroniskt: det lämnas till Polismyndigheten, som skickar det vidare till Skatteverket (4 kap. 4 § begravningslagen, 1990:1144).',
  },
  unique: { signed: 'EVERYWHERE', draft: 'CARE_PROVIDER' },
  print: {},
  ...form,
  rules: [
    ...deathRules,
    // a day that is to come is told as that alone (§3.11, row 10, order of checks)
    ...beforeDeath('6.3', { ifSound: true }),
    ...shortlyBeforeDeath('6.3'),
    {
      id: 'POLICE_REPORT',
      kind: 'INCORRECT_COMBINATION',
      field: '7.1',
      text: {
        sv: 'När en rättsmedicinsk undersökning ska göras finns skäl för polisanmälan.',
        en: 'When a forensic examination is to be done there is reason for a report to the police.',
      },
      brokenWhen: both(has('6.2', ['UNDERSOKNING_SKA_GORAS']), no('7.1')),
    },
  ],
} satisfies CertificateType;
