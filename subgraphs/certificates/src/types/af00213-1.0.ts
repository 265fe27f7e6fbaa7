import type { CertificateType } from '../domain/certificate-type.ts';
import { ARBETSFORMEDLINGEN } from './parts/arbetsformedlingen.ts';
import { bilingual } from './parts/bilingual.ts';
import { LONG, no, optionalText, text, yes, yesNo } from './parts/questions.ts';

/** A text that goes with a yes; beside a no, a message may not have it. */
const ifYes = (field: string) => ({ showWhen: yes(field), inMessages: { refusedWhen: no(field) } });

const form = bilingual(
  [
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
          {
            ...ifYes('1.1'),
            help: [
              'Det som undersökning eller utredning har visat, till exempel om uppmärksamhet, minne, syn, hörsel, rörlighet eller smärta.',
              'What examination or investigation has shown, for example of attention, memory, sight, hearing, mobility or pain.',
            ],
          },
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
          {
            ...ifYes('2.1'),
            help: [
              'Ge exempel från det som Arbetsförmedlingen planerar, från arbete eller från studier.',
              'Give examples of what Arbetsförmedlingen plans, of work or of studies.',
            ],
          },
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
          {
            help: [
              'Till exempel en remiss, eller insatser på den egna enheten.',
              'For example a referral, or measures at your own unit.',
            ],
            inMessages: { required: false },
          },
        ),
        text(
          '3.2',
          [
            'Hur påverkar utredningarna/behandlingarna planeringen? När planeras utredningarna/behandlingarna att vara avslutade?',
            'How do they affect it, and when are they to end?',
          ],
          LONG,
          {
            ...ifYes('3.1'),
            help: [
              'Skriv vad de väntas leda till och när personen kan delta i det som Arbetsförmedlingen planerar.',
              'Say what they are expected to lead to, and when the person can take part in what Arbetsförmedlingen plans.',
            ],
          },
        ),
      ],
    },
    {
      id: 'KAT_4',
      title: ['Arbetets påverkan på sjukdom/skada', 'What work does to the illness or injury'],
      questions: [
        yesNo(
          '4.1',
          [
            'Kan sjukdomen/skadan förvärras av vissa arbetsuppgifter/arbetsmoment?',
            'May some tasks make the illness or injury worse?',
          ],
          {
            help: [
              'Utgå från det som Arbetsförmedlingen har beskrivit.',
              'Start from what Arbetsförmedlingen has described.',
            ],
          },
        ),
        text('4.2', ['Vilken typ av arbetsuppgifter/arbetsmoment?', 'Which tasks?'], LONG, {
          ...ifYes('4.1'),
          help: [
            'Till exempel att arbeta med armarna över axlarna, på höga höjder, länge vid skärm eller stillastående.',
            'For example to work with the arms above the shoulders, high up, long at a screen or without moving.',
          ],
        }),
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
          {
            help: [
              'Till exempel risker med annat än det som förfrågan beskriver.',
              'For example risks of other things than the enquiry describes.',
            ],
          },
        ),
      ],
    },
  ],
  [
    'Arbetsförmedlingen behöver veta hur sjukdomen eller skadan påverkar vad patienten kan arbeta med. Intyget skickas när du signerar.',
    'Arbetsförmedlingen needs to know how the illness or injury affects which work the patient can do. The certificate is sent when you sign.',
  ],
);

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
