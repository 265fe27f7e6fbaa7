import type { CertificateType } from '../domain/certificate-type.ts';
import { ARBETSFORMEDLINGEN } from './parts/arbetsformedlingen.ts';
import { bilingual } from './parts/bilingual.ts';
import { LONG, no, optionalText, text, yes, yesNo } from './parts/questions.ts';

/** A text that goes with a yes; beside a no, a message may not have it. */
const ifYes = (field: string) => ({ showWhen: yes(field), inMessages: { refusedWhen: no(field) } });

const form = bilingual([
  {
    id: 'KAT_1',
    title: ['Funktionsnedsättning', 'Impairment'],
    questions: [
      yesNo(
        '1.1',
        [
          'Finns besvär på grund av sjukdom eller skada som medför funktionsnedsättning?',
          'Are there complaints due to illness or injury that impair function?',
        ],
        { help: ['I kropp, psyke eller samspel med andra.', 'Of body, mind or dealing with others.'] },
      ),
      text(
        '1.2',
        [
          'Beskriv de funktionsnedsättningar som har observerats (undersökningsfynd). Ange, om möjligt, varaktighet.',
          'Describe the impairments that were seen (findings). If possible, say for how long.',
        ],
        LONG,
        ifYes('1.1'),
      ),
    ],
  },
  {
    id: 'KAT_2',
    title: ['Aktivitetsbegränsning', 'Activity limitation'],
    questions: [
      yesNo(
        '2.1',
        [
          'Leder funktionsnedsättningarna till aktivitetsbegränsningar i relation till arbete eller studier?',
          'Do the impairments limit activity at work or in studies?',
        ],
        {
          help: [
            'Vad personen har svårt att göra när hen söker arbete, arbetar, studerar eller deltar hos Arbetsförmedlingen.',
            'What the person finds hard when looking for work, working, studying or taking part at Arbetsförmedlingen.',
          ],
          showWhen: yes('1.1'),
        },
      ),
      text(
        '2.2',
        [
          'Ange vilka aktivitetsbegränsningar? Ange hur och om möjligt varaktighet/prognos.',
          'Which limitations? Say how, and if possible for how long.',
        ],
        LONG,
        ifYes('2.1'),
      ),
    ],
  },
  {
    id: 'KAT_3',
    title: ['Utredning och behandling', 'Investigation and treatment'],
    questions: [
      yesNo(
        '3.1',
        [
          'Finns pågående eller planerade utredningar/behandlingar som påverkar den planering som Arbetsförmedlingen har beskrivit i förfrågan?',
          'Do investigations or treatment, under way or planned, affect what Arbetsförmedlingen plans?',
        ],
        { inMessages: { required: false } },
      ),
      text(
        '3.2',
        [
          'Hur påverkar utredningarna/behandlingarna planeringen? När planeras utredningarna/behandlingarna att vara avslutade?',
          'How do they affect it, and when are they to end?',
        ],
        LONG,
        ifYes('3.1'),
      ),
    ],
  },
  {
    id: 'KAT_4',
    title: ['Arbetets påverkan på sjukdom/skada', 'What work does to the illness or injury'],
    questions: [
      yesNo('4.1', [
        'Kan sjukdomen/skadan förvärras av vissa arbetsuppgifter/arbetsmoment?',
        'May some tasks make the illness or injury worse?',
      ]),
      text('4.2', ['Vilken typ av arbetsuppgifter/arbetsmoment?', 'Which tasks?'], LONG, ifYes('4.1')),
    ],
  },
  {
    id: 'KAT_5',
    title: ['Övrigt', 'Other'],
    questions: [
      optionalText(
        '5.1',
        ['Övrigt som Arbetsförmedlingen bör känna till?', 'Anything else that Arbetsförmedlingen should know?'],
        LONG,
      ),
    ],
  },
]);

/** Source: the published rules, read 2026-11-22; labels from text version 1.0 (2025-01-01). */
export default {
  ...ARBETSFORMEDLINGEN,
  id: 'af00213',
  version: '1.0',
  code: 'AF00213',
  messageVersions: ['1', '1.0'],
  name: 'Arbetsförmedlingens medicinska utlåtande',
  description: 'Underlag till Arbetsförmedlingen om en arbetssökande som behöver fördjupat stöd.',
  automaticSending: true,
  copies: { REPLACE: 'ALL', COPY_LOCKED: 'ALL' },
  ...form,
} satisfies CertificateType;
