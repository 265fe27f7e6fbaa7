import type { Question } from '../../counterparts/agency/question.ts';

/** What the agency asks when the demo is seeded; unit and person follow from the certificate. */
export type DemoQuestion = Omit<Question, 'unitHsaId' | 'personId'> & { readonly messageId: string };

/**
 * The ids are fixed, so that seeding twice asks once. One question is past its last day to answer on 2026-11-15, two
 * are about protected persons, and one certificate has two: enough for every figure of the unhandled count to differ.
 */
export const questions: readonly DemoQuestion[] = [
  // Alfa Medicincentrum: past its last day to answer.
  {
    messageId: 'fa000000-0000-4000-8000-000000000001',
    reference: 'FK-DEMO-01',
    certificateId: '78040000-0000-4000-8000-000000000001',
    subject: 'COMPLEMENT',
    heading: 'Komplettering av läkarintyg',
    text: 'Vi behöver fler uppgifter för att kunna bedöma rätten till sjukpenning.',
    complements: [
      { questionId: '17', text: 'Beskriv vad patienten inte klarar i sitt arbete som snickare.' },
      { questionId: '32', text: 'Varför är arbetsförmågan helt nedsatt de första två veckorna?' },
    ],
    answerBy: '2026-10-09',
    sentAt: '2026-09-25T10:15:00',
  },
  // The same certificate once more.
  {
    messageId: 'fa000000-0000-4000-8000-000000000002',
    reference: 'FK-DEMO-02',
    certificateId: '78040000-0000-4000-8000-000000000001',
    subject: 'CONTACT',
    text: 'Ring handläggaren om planen för återgång i arbete.',
    sentAt: '2026-10-02T13:40:00',
  },
  // Alfa Medicincentrum, about a protected person: nurses and administrators do not see it.
  {
    messageId: 'fa000000-0000-4000-8000-000000000003',
    reference: 'FK-DEMO-03',
    certificateId: '78040000-0000-4000-8000-000000000016',
    subject: 'OTHER',
    text: 'Har patienten fått besked om rehabiliteringsplanen?',
    sentAt: '2026-11-02T09:05:00',
  },
  // Alfa Allergimottagningen: counts for Alfa Medicincentrum only with sub-units.
  {
    messageId: 'fa000000-0000-4000-8000-000000000004',
    reference: 'FK-DEMO-04',
    certificateId: '78040000-0000-4000-8000-000000000004',
    subject: 'COMPLEMENT',
    heading: 'Komplettering av läkarintyg',
    text: 'Vi behöver veta mer om lungfunktionen.',
    complements: [{ questionId: '35', text: 'Vilka fynd vid spirometrin visar funktionsnedsättningen?' }],
    answerBy: '2026-12-11',
    sentAt: '2026-11-09T08:30:00',
  },
  // Alfa Vårdcentral.
  {
    messageId: 'fa000000-0000-4000-8000-000000000005',
    reference: 'FK-DEMO-05',
    certificateId: '78040000-0000-4000-8000-000000000002',
    subject: 'COORDINATION_MEETING',
    heading: 'Avstämningsmöte',
    text: 'Vi vill boka ett avstämningsmöte med patienten och arbetsgivaren.',
    answerBy: '2026-12-18',
    sentAt: '2026-11-10T14:20:00',
  },
  // Beta Vårdcentral.
  {
    messageId: 'fa000000-0000-4000-8000-000000000006',
    reference: 'FK-DEMO-06',
    certificateId: '78040000-0000-4000-8000-000000000009',
    subject: 'COMPLEMENT',
    heading: 'Komplettering av läkarintyg',
    text: 'Sjukperioden är längre än rekommenderat.',
    complements: [
      { questionId: '37', text: 'Beskriv varför återgången tar längre tid.' },
      { questionId: '40', text: 'Vilka åtgärder är planerade och när?' },
    ],
    answerBy: '2026-12-04',
    sentAt: '2026-11-06T11:00:00',
  },
  // Beta Vårdcentral, about a protected person.
  {
    messageId: 'fa000000-0000-4000-8000-000000000007',
    reference: 'FK-DEMO-07',
    certificateId: '78040000-0000-4000-8000-000000000017',
    subject: 'CONTACT',
    text: 'Kontakta oss om intygets sista period.',
    sentAt: '2026-11-12T15:45:00',
  },
  // Beta Hudmottagningen.
  {
    messageId: 'fa000000-0000-4000-8000-000000000008',
    reference: 'FK-DEMO-08',
    certificateId: '78040000-0000-4000-8000-000000000021',
    subject: 'OTHER',
    text: 'När beräknas ljusbehandlingen vara avslutad?',
    answerBy: '2026-12-01',
    sentAt: '2026-11-13T10:10:00',
  },
];
