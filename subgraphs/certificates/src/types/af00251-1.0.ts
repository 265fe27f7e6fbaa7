import { valueOf } from '../domain/answers.ts';
import type { CertificateType } from '../domain/certificate-type.ts';
import { ARBETSFORMEDLINGEN } from './parts/arbetsformedlingen.ts';
import { bilingual } from './parts/bilingual.ts';
import type { Condition } from '../domain/condition.ts';
import { has, LONG, text, tick, yes, yesNo } from './parts/questions.ts';

/**
 * In a message each question is answered, by whichever of its sub-answers: the published rules look no further. A form
 * asks for more.
 */
const unlessAnswered = (...others: readonly string[]) =>
  ({
    inMessages: { required: { not: { any: others.map((field): Condition => ({ field, answered: true })) } } },
  }) as const;

const form = bilingual(
  [
    {
      id: 'KAT_1',
      title: ['Grund för medicinskt underlag', 'Basis of the medical opinion'],
      questions: [
        {
          kind: 'datedCodes',
          id: '1',
          field: '1.1',
          dateField: '1.2',
          label: ['Intyget är baserat på', 'The certificate is based on'],
          help: [
            'Bygg i första hand på din egen undersökning. Säg också vad annat du bygger på.',
            'Above all, rest on your own examination. Say what else you rest on.',
          ],
          required: true,
          only: { INSTANCE: 'DRAFT' },
          kinds: { DATE_IN_FUTURE: 'INVALID_FORMAT' },
          latest: 'TODAY',
          maxCodes: 2,
          codeSystem: 'FKMU_0001',
          options: [
            { code: 'UNDERSOKNING', label: ['Min undersökning av patienten', 'My examination of the patient'] },
            // no form of it has these two, and its published rules take them
            {
              code: 'TELEFONKONTAKT',
              only: 'MESSAGE',
              label: ['Min telefonkontakt med patienten', 'My telephone contact with the patient'],
            },
            { code: 'JOURNALUPPGIFTER', only: 'MESSAGE', label: ['Journaluppgifter', 'Medical records'] },
            { code: 'ANNAT', label: ['Annat', 'Other'] },
          ],
        },
        text('1.3', ['Ange vad annat är', 'Say what the other is'], LONG, {
          showWhen: has('1.1', ['ANNAT']),
          refusedWhen: { not: has('1.1', ['ANNAT']) },
          ofOption: 'ANNAT',
        }),
      ],
    },
    {
      id: 'KAT_2',
      title: ['Arbetsmarknadspolitiskt program', 'Labour-market programme'],
      questions: [
        text('2.1', ['Patientens aktiviteter i programmet', 'What the patient does in the programme'], LONG, {
          help: ['Det som patienten berättar.', 'As the patient tells it.'],
          inMessages: { required: false },
        }),
        {
          kind: 'code',
          id: '2',
          field: '2.2',
          label: ['Programmets omfattning (timmar/vecka)', 'Extent of the programme (hours a week)'],
          help: ['Det som patienten uppger.', 'As the patient tells it.'],
          required: true,
          ...unlessAnswered('2.1', '2.3'),
          codeSystem: '1.2.752.129.5.1.2',
          options: [
            { code: 'HELTID', label: ['Heltid (40 timmar/vecka)', 'Full time (40 hours a week)'] },
            { code: 'DELTID', label: ['Deltid', 'Part time'] },
            { code: 'OKAND', label: ['Okänd', 'Unknown'] },
          ],
        },
        {
          kind: 'number',
          id: '2',
          field: '2.3',
          label: ['Ange timmar/vecka', 'Give hours a week'],
          help: ['Det som patienten uppger.', 'As the patient tells it.'],
          required: true,
          showWhen: has('2.2', ['DELTID']),
          minimum: 1,
          maximum: 39,
          decimals: 0,
          unit: 'h',
        },
      ],
    },
    {
      id: 'KAT_3',
      title: ['Sjukdomens konsekvenser för patienten', 'Consequences of the illness for the patient'],
      questions: [
        text(
          '3.1',
          ['Jag bedömer att patienten har följande funktionsnedsättning', 'I judge that the patient is impaired thus'],
          LONG,
          {
            help: [
              'Beskriv vad som har setts, mätts eller utretts, och hur mycket.',
              'Describe what was seen, measured or found out, and how much.',
            ],
          },
        ),
        text(
          '4.1',
          ['Jag bedömer att patienten har följande aktivitetsbegränsning', 'I judge that the patient is limited thus'],
          LONG,
          {
            help: [
              'Beskriv vad patienten inte kan eller bör göra i programmet.',
              'Describe what the patient cannot or should not do in the programme.',
            ],
          },
        ),
      ],
    },
    {
      id: 'KAT_4',
      title: ['Bedömning', 'Assessment'],
      questions: [
        yesNo(
          '5.1',
          [
            'Jag bedömer att patienten är förhindrad att delta i aktiviteter i programmet på grund av sin sjukdom/skada',
            'I judge that the illness or injury keeps the patient from taking part in the programme',
          ],
          {
            help: [
              'Svara ja också när det bara gäller en del av tiden; hur mycket anger du i nästa fråga.',
              'Say yes also when it is only for part of the time; the next question asks how much.',
            ],
          },
        ),
        {
          kind: 'percentPeriods',
          id: '6',
          field: '6.1',
          periodField: '6.2',
          label: [
            'Jag bedömer att patienten är förhindrad att delta i aktiviteter i följande omfattning och tidsperiod på grund av sin sjukdom/skada',
            'I judge that the patient is kept from taking part to this extent and in these periods',
          ],
          help: [
            'I procent av programmets omfattning, högst fyra perioder. Vet du inte omfattningen utgår du från heltid.',
            'In per cent of the programme, at most four periods. If you do not know its extent, take it as full time.',
          ],
          required: true,
          showWhen: yes('5.1'),
          inMessages: { required: false },
          only: { INSTANCE: 'DRAFT', PERIOD_ORDER: 'DRAFT' },
          maxRows: 4,
          usualDaysBack: 7,
        },
        tick(
          '7.1',
          [
            'Jag bedömer att frånvaroperioden kan förkortas eller minskas i omfattning med anpassning',
            'I judge that adaptation can shorten or lessen the absence',
          ],
          {
            required: true,
            ...unlessAnswered('7.2'),
            help: [
              'Till exempel annat innehåll, annan plats, andra tider, hjälpmedel eller stöd av någon.',
              'For example other content, place or hours, aids, or somebody’s support.',
            ],
          },
        ),
        text(
          '7.2',
          [
            'Jag bedömer att följande anpassningar skulle kunna förkorta eller minska omfattningen av frånvaroperioden',
            'I judge that this adaptation could shorten or lessen the absence',
          ],
          LONG,
          {
            help: [
              'Innehåll, plats, tider, hjälpmedel eller stöd av någon.',
              'Content, place, hours, aids or somebody’s support.',
            ],
            showWhen: yes('7.1'),
          },
        ),
        {
          kind: 'code',
          id: '8',
          field: '8.1',
          label: ['Efter frånvaroperioden är min bedömning', 'After the absence I judge that'],
          help: [
            'Arbetsförmedlingen kan behöva ändra programmet så att patienten kan delta.',
            'Arbetsförmedlingen may have to change the programme so that the patient can take part.',
          ],
          required: true,
          ...unlessAnswered('8.2'),
          codeSystem: '1.2.752.129.5.1.3',
          options: [
            {
              code: 'ATERGA_UTAN_ANPASSNING',
              label: ['Patienten kan återgå utan anpassning', 'The patient can return without adaptation'],
            },
            {
              code: 'ATERGA_MED_ANPASSNING',
              label: ['Patienten kan återgå med anpassning', 'The patient can return with adaptation'],
            },
            { code: 'KAN_EJ_ATERGA', label: ['Patienten kan inte återgå', 'The patient cannot return'] },
            {
              code: 'EJ_MOJLIGT_AVGORA',
              label: [
                'Det är inte möjligt att avgöra om patienten kan återgå',
                'It cannot be told whether the patient can return',
              ],
            },
          ],
        },
        text(
          '8.2',
          [
            'Jag bedömer att följande anpassningar skulle kunna underlätta för patienten att återgå till aktiviteter i programmet',
            'I judge that this adaptation could make it easier for the patient to return',
          ],
          LONG,
          {
            help: [
              'Innehåll, plats, tider, hjälpmedel eller stöd av någon.',
              'Content, place, hours, aids or somebody’s support.',
            ],
            showWhen: has('8.1', ['ATERGA_MED_ANPASSNING']),
          },
        ),
      ],
    },
  ],
  [
    'Intyget är för den som deltar i ett arbetsmarknadspolitiskt program och har blivit sjuk eller skadad. Beskriv vad det betyder för aktiviteterna i programmet.',
    'The certificate is for those who take part in a labour-market programme and have become ill or injured. Describe what that means for the activities in the programme.',
  ],
);

/** Source: the published rules, read 2026-11-22; labels from text version 1.0 (2025-01-01). */
export default {
  ...ARBETSFORMEDLINGEN,
  id: 'af00251',
  version: '1.0',
  code: 'AF00251',
  messageVersions: ['1', '1.0'],
  name: 'Läkarintyg för deltagare i arbetsmarknadspolitiska program',
  description: 'Underlag till Arbetsförmedlingen om att sjukdom hindrar någon från att delta i ett program.',
  automaticSending: false,
  copies: {
    // what is judged anew each time is left out: the basis, the periods and what follows them
    RENEW: ['2.1', '2.2', '2.3', '3.1', '4.1', '5.1', '7.1', '7.2'],
    REPLACE: 'ALL',
    COPY_LOCKED: 'ALL',
  },
  ...form,
  rules: [
    {
      // a no leaves room for one period in a message
      id: 'PERIODS_WITHOUT_HINDRANCE',
      kind: 'OTHER',
      field: '6.1',
      only: 'MESSAGE',
      text: {
        sv: 'Det är flera perioder fast patienten inte är förhindrad att delta.',
        en: 'There are several periods though nothing keeps the patient from taking part.',
      },
      brokenWhen: (answers) => {
        const isHindered = valueOf(answers, { field: '5.1', kind: 'boolean' });
        const periods = valueOf(answers, { field: '6.1', kind: 'percentPeriods' }) ?? [];
        return isHindered === false && periods.length > 1 ? [{}] : [];
      },
    },
  ],
} satisfies CertificateType;
