import type { CertificateType } from '../domain/certificate-type.ts';
import { bilingual, type BilingualQuestion, type Words } from './parts/bilingual.ts';
import { ABOUT_DEATH, beforeDeath, deathCategories, deathRules, shortlyBeforeDeath } from './parts/death.ts';
import { has, no, text, yes, yesNo } from './parts/questions.ts';
import { notAfter } from './parts/rules.ts';

const UNKNOWN = { code: 'NI', codeSystem: '2.16.840.1.113883.5.1008' } as const;

/** How a condition came: SNOMED CT, or that nobody knows. Source: domain.md §3.12, 8.3. */
const SPECIFICATION = {
  codeSystem: '1.2.752.116.2.1.1.1',
  loosely: true,
  options: [
    { code: '424124008', label: ['Akut', 'Acute'] },
    { code: '90734009', label: ['Kronisk', 'Chronic'] },
    { code: 'UPPGIFT_SAKNAS', label: ['Uppgift saknas', 'Not known'], sent: UNKNOWN },
  ],
} as const;

/** Rows of conditions, each with about when it began and how it came. */
const causes = (id: string, label: Words, maxLength: number, maxRows: number, help: Words): BilingualQuestion => ({
  kind: 'causes',
  id,
  field: `${id}.1`,
  dateField: `${id}.2`,
  specificationField: `${id}.3`,
  label,
  help,
  maxLength,
  maxRows,
  ...SPECIFICATION,
});

const OPERATED = has('11.1', ['JA']);
const NOT_OPERATED = has('11.1', ['NEJ', 'UPPGIFT_SAKNAS']);
const INJURED = { required: true, showWhen: yes('12.1'), refusedWhen: no('12.1') } as const;

const form = bilingual(
  [
    ...deathCategories(true),
    {
      id: 'KAT_7',
      title: ['Läkarens utlåtande om dödsorsaken', 'The doctor’s opinion on the cause of death'],
      questions: [
        text('8.1', ['Den terminala dödsorsaken var', 'The terminal cause of death was'], 120, {
          help: [
            'Den sjukdom eller skada som ledde direkt till döden (A).',
            'The illness or injury that led straight to death (A).',
          ],
        }),
        {
          kind: 'date',
          id: '8',
          field: '8.2',
          label: ['Ungefärlig debut', 'About when it began'],
          help: [
            'När det tillstånd började som ledde direkt till döden.',
            'When the condition began that led straight to death.',
          ],
          latest: 'TODAY',
        },
        {
          kind: 'code',
          id: '8',
          field: '8.3',
          label: ['Specificera tillståndet', 'How it came'],
          help: [
            'Om det tillståndet kom hastigt eller fanns sedan länge.',
            'Whether that condition came suddenly or had lasted long.',
          ],
          ...SPECIFICATION,
        },
        {
          ...causes('9', ['Som var en följd av', 'Which was a consequence of'], 80, 3, [
            'Det som ledde fram till den terminala dödsorsaken, bakåt i tiden (B, C och D).',
            'What led to the terminal cause, backwards in time (B, C and D).',
          ]),
          backwards: true,
          numbered: 'IN_SEQUENCE',
        } as BilingualQuestion,
        {
          ...causes(
            '10',
            [
              'Andra sjukdomar eller skador som bidragit till dödsfallet',
              'Other illnesses or injuries that contributed to the death',
            ],
            55,
            8,
            ['Högst åtta.', 'Eight at most.'],
          ),
          numbered: false,
        } as BilingualQuestion,
      ],
    },
    {
      id: 'KAT_8',
      title: ['Opererad inom fyra veckor före döden', 'Operated on within four weeks before death'],
      questions: [
        {
          kind: 'code',
          id: '11',
          field: '11.1',
          label: ['Opererad inom 4 veckor före döden?', 'Operated on within four weeks before death?'],
          required: true,
          codeSystem: UNKNOWN.codeSystem,
          options: [
            { code: 'JA', label: ['Ja', 'Yes'], sent: { text: 'true' } },
            { code: 'NEJ', label: ['Nej', 'No'], sent: { text: 'false' } },
            { code: 'UPPGIFT_SAKNAS', label: ['Uppgift om operation saknas', 'Not known'], sent: UNKNOWN },
          ],
        },
        {
          kind: 'date',
          id: '11',
          field: '11.2',
          label: ['Operationsdatum', 'Date of the operation'],
          required: true,
          showWhen: OPERATED,
          refusedWhen: NOT_OPERATED,
          latest: 'TODAY',
        },
        text('11.3', ['Tillstånd som föranledde ingreppet', 'Condition that led to the operation'], 31, {
          showWhen: OPERATED,
          refusedWhen: NOT_OPERATED,
        }),
      ],
    },
    {
      id: 'KAT_9',
      title: ['Skada/förgiftning', 'Injury or poisoning'],
      questions: [
        yesNo('12.1', [
          'Dödsfall i samband med skada/förgiftning?',
          'Was the death connected with injury or poisoning?',
        ]),
        {
          kind: 'code',
          id: '12',
          field: '12.2',
          label: ['Ange orsak och eventuell avsikt', 'Give the cause and intent, if any'],
          help: [
            'Välj det som är troligast. Oklart väljs bara när olycka och avsikt är lika troliga.',
            'Choose what is most likely. Choose Unclear only when accident and intent are equally likely.',
          ],
          ...INJURED,
          codeSystem: 'e5d1d1fb-d918-47b4-9e69-483d3be523ee',
          options: [
            { code: 'OLYCKSFALL', label: ['Olycksfall', 'Accident'] },
            { code: 'SJALVMORD', label: ['Självmord', 'Suicide'] },
            { code: 'AVSIKTLIGT_VALLAD', label: ['Avsiktligt vållad av annan', 'Caused by another on purpose'] },
            { code: 'OKLART', label: ['Oklart om avsikt förelegat', 'Unclear whether there was intent'] },
          ],
        },
        {
          kind: 'date',
          id: '12',
          field: '12.3',
          label: ['Datum för skada/förgiftning', 'Date of the injury or poisoning'],
          ...INJURED,
          latest: 'TODAY',
        },
        text(
          '12.4',
          [
            'Kort beskrivning av hur skadan/förgiftningen uppkom (utan att röja eventuellt andra inblandades identiteter)',
            'In short how it happened (without revealing who others were)',
          ],
          150,
          {
            ...INJURED,
            help: [
              'Till exempel vem i trafiken den döde var och vilka fordon det gällde, vilket ämne, varifrån fallet skedde, eller hur drunkningen gick till.',
              'For example who in traffic the dead person was and which vehicles, which substance, a fall from where, or how the drowning came about.',
            ],
          },
        ),
      ],
    },
    {
      id: 'KAT_10',
      title: ['Dödsorsaksuppgifterna grundar sig på', 'What the cause of death is based on'],
      questions: [
        {
          kind: 'codes',
          id: '13',
          field: '13.1',
          numbered: false,
          label: ['Ange vad dödsorsaksuppgifterna grundar sig på', 'Say what the cause of death is based on'],
          required: true,
          codeSystem: 'f9051865-b97c-4ee3-98ab-db2b7a11176e',
          options: [
            { code: 'UNDERSOKNING_FORE_DODEN', label: ['Undersökning före döden', 'Examination before death'] },
            {
              code: 'UNDERSOKNING_EFTER_DODEN',
              label: ['Yttre undersökning efter döden', 'External examination after death'],
            },
            { code: 'KLINISK_OBDUKTION', label: ['Klinisk obduktion', 'Clinical autopsy'] },
            { code: 'RATTSMEDICINSK_OBDUKTION', label: ['Rättsmedicinsk obduktion', 'Forensic autopsy'] },
            { code: 'RATTSMEDICINSK_BESIKTNING', label: ['Rättsmedicinsk likbesiktning', 'Forensic inspection'] },
          ],
        },
      ],
    },
  ],
  [
    'Intyget skickas till Socialstyrelsen när du signerar. Skriv vilken sjukdom eller skada som ledde till döden, inte bara hur den slutade.',
    'The certificate is sent to Socialstyrelsen when you sign. Say which illness or injury led to the death, not only how it ended.',
  ],
);

/**
 * Source: domain.md §3.12 and §11.3 C13 (2026-11-21); labels from Socialstyrelsen's form, text version 1.0 (2021-04-26).
 * What is asked alike in a dödsbevis stands in `parts/death.ts`.
 */
export default {
  ...ABOUT_DEATH,
  id: 'doi',
  version: '1.0',
  code: 'DOI',
  messageVersions: ['1', '1.0'],
  name: 'Dödsorsaksintyg',
  description: 'Underlag till Socialstyrelsens dödsorsaksregister om varför en person har avlidit.',
  owner: 'SOS',
  recipient: 'SOS',
  unique: { signed: 'CARE_PROVIDER', draft: 'CARE_PROVIDER' },
  // Source: domain.md §3.12, first words
  expects: {
    typeId: 'db',
    text: {
      sv: 'Dödsbevis saknas: det finns inget signerat hos vårdgivaren. Det ska skrivas före dödsorsaksintyget.',
      en: 'There is no signed dödsbevis at the care provider. It is to be written before the dödsorsaksintyg.',
    },
  },
  templates: [{ typeId: 'db', version: '1.0', fields: ['1.1', '2.1', '2.2', '2.3', '3.1', '3.2', '4.1'] }],
  print: {},
  ...form,
  rules: [
    ...deathRules,
    ...beforeDeath('8.2'),
    notAfter({ field: '9.1' }, { field: '8.2' }),
    // V-NOFUT: its published rules take such a message
    notAfter({ field: '9.1', only: 'DRAFT' }, { today: 0 }, { not: { field: '8.2', answered: true } }),
    ...beforeDeath('10.1'),
    // after death is told in place of to come (§3.12, rows 14 and 18)
    ...beforeDeath('11.2', { insteadOf: ['11.2'] }),
    ...shortlyBeforeDeath('11.2'),
    ...beforeDeath('12.3', { insteadOf: ['12.3'] }),
  ],
} satisfies CertificateType;
