import type { CertificateType } from '../domain/certificate-type.ts';
import type { Condition } from '../domain/condition.ts';
import { english } from './fk7804-1.3.en.ts';

/** Avstängning enligt smittskyddslagen: what the illness does to the patient's work is then not asked. */
const asked: Condition = { not: { field: '27.1', is: true } };

/** A question that goes with another one's answer: needed with it, an error without it. */
const onlyWith = (condition: Condition) =>
  ({
    required: true,
    showWhen: { all: [asked, condition] },
    refusedWhen: { all: [asked, { not: condition }] },
  }) as const;

/** Characters. Source: domain.md §3.15, the form's own limit where the type has none. */
const LONG = 3500;

/** Arbetet kan förläggas: some ability to work is left. */
const partly: Condition = { field: '32.1', has: ['TRE_FJARDEDEL', 'HALFTEN', 'EN_FJARDEDEL'] };

/**
 * Source: domain.md §3.1 and §3.1.1 (2026-11-21), by way of common/lisjp v1; labels from Försäkringskassan's form 7804,
 * text version 1.3 (2022-02-01). The two reasons that the form adds to question 25 at signing (why no examination, why
 * so early) have no national id and are the draft's; additional questions (tilläggsfrågor, 9001 on) are in no 1.3 text.
 */
export default {
  id: 'fk7804',
  version: '1.3',
  code: 'LISJP',
  messageVersions: ['1', '1.0', '1.1', '1.2', '1.3'],
  name: 'Läkarintyg för sjukpenning',
  description:
    'Underlag till Försäkringskassan om nedsatt arbetsförmåga på grund av sjukdom, eller om avstängning på grund av smitta.',
  owner: 'FKASSA',
  recipient: 'FKASSA',
  signedBy: ['DOCTOR', 'PRIVATE_DOCTOR', 'DENTIST'],
  draftedBy: ['CARE_ADMINISTRATOR', 'NURSE', 'MIDWIFE'],
  raisesOlderDrafts: true,
  automaticSending: false,
  patientSees: true,
  cases: true,
  protectedPatients: true,
  deceasedPatients: false,
  contacts: ['UNIT'],
  copies: {
    RENEW: ['27.1', '28.1', '29.1', '6.1', '35.1', '17.1', '19.1', '20.1', '37.1', '34.1', '40.1', '44.1', '25.1'],
    REPLACE: 'ALL',
    COMPLEMENT: 'ALL',
    COPY_LOCKED: 'ALL',
  },
  print: {
    minimal: [
      { field: '1.1' },
      { field: '1.3' },
      { field: '28.1', codes: ['NUVARANDE_ARBETE'] },
      { field: '32.1' },
      { field: '34.1' },
      { field: '33.1' },
      { field: '33.2' },
      { field: '39.1' },
      { field: '39.3' },
      { field: '40.1' },
      { field: '44.1' },
    ],
  },
  english,
  categories: [
    {
      id: 'KAT_10',
      title: 'Smittbärarpenning',
      questions: [
        {
          kind: 'boolean',
          id: '27',
          field: '27.1',
          label: 'Avstängning enligt smittskyddslagen på grund av smitta',
          help: 'Då behövs bara diagnos och period.',
        },
      ],
    },
    {
      id: 'KAT_1',
      title: 'Grund för medicinskt underlag',
      questions: [
        {
          kind: 'datedCodes',
          id: '1',
          field: '1.1',
          dateField: '1.2',
          label: 'Intyget är baserat på',
          help: 'Ange allt som bedömningen bygger på, och när. Skriv under Övriga upplysningar om undersökningen gjordes på distans.',
          required: true,
          showWhen: asked,
          latest: 'TODAY',
          codeSystem: 'KV_FKMU_0001',
          options: [
            { code: 'UNDERSOKNING', label: 'Min undersökning av patienten' },
            { code: 'TELEFONKONTAKT', label: 'Min telefonkontakt med patienten' },
            { code: 'JOURNALUPPGIFTER', label: 'Journaluppgifter från den' },
            { code: 'ANNAT', label: 'Annat' },
          ],
        },
        {
          kind: 'text',
          id: '1',
          field: '1.3',
          label: 'Ange vad annat är',
          ...onlyWith({ field: '1.1', has: ['ANNAT'] }),
          ofOption: 'ANNAT',
          maxLength: LONG,
        },
      ],
    },
    {
      id: 'KAT_2',
      title: 'Sysselsättning',
      questions: [
        {
          kind: 'codes',
          id: '28',
          field: '28.1',
          label: 'I relation till vilken sysselsättning bedömer du arbetsförmågan?',
          help: 'Skriv under Övriga upplysningar om omfattning eller period skiljer sig mellan flera sysselsättningar.',
          required: true,
          showWhen: asked,
          codeSystem: 'KV_FKMU_0002',
          options: [
            { code: 'NUVARANDE_ARBETE', label: 'Nuvarande arbete' },
            {
              code: 'ARBETSSOKANDE',
              label: 'Arbetssökande - att utföra sådant arbete som är normalt förekommande på arbetsmarknaden',
            },
            { code: 'FORALDRALEDIG', label: 'Föräldraledighet för vård av barn' },
            { code: 'STUDIER', label: 'Studier' },
          ],
        },
        {
          kind: 'text',
          id: '29',
          field: '29.1',
          label: 'Ange yrke och arbetsuppgifter',
          ...onlyWith({ field: '28.1', has: ['NUVARANDE_ARBETE'] }),
          maxLength: LONG,
        },
      ],
    },
    {
      id: 'KAT_3',
      title: 'Diagnos',
      questions: [
        {
          kind: 'diagnoses',
          id: '6',
          field: '6.1',
          label: 'Diagnos/diagnoser för sjukdom som orsakar nedsatt arbetsförmåga',
          help: 'Börja med den sjukdom som påverkar arbetsförmågan mest, med en så noggrann kod som möjligt.',
          required: true,
          codeSystems: ['ICD_10_SE', 'KSH_97_P'],
          maxLength: 81,
          rows: [
            { code: '6.2', description: '6.1' },
            { code: '6.4', description: '6.3' },
            { code: '6.6', description: '6.5' },
          ],
        },
      ],
    },
    {
      id: 'KAT_4',
      title: 'Sjukdomens konsekvenser',
      questions: [
        {
          kind: 'text',
          id: '35',
          field: '35.1',
          label: 'Funktionsnedsättning',
          help: 'Beskriv fynd, testresultat och det du själv har sett.',
          required: true,
          showWhen: asked,
          maxLength: LONG,
        },
        {
          kind: 'text',
          id: '17',
          field: '17.1',
          label: 'Aktivitetsbegränsning',
          help: 'Beskriv vad patienten inte kan göra, hur ofta och hur mycket, och hur du vet det.',
          required: true,
          showWhen: asked,
          maxLength: LONG,
        },
      ],
    },
    {
      id: 'KAT_5',
      title: 'Medicinsk behandling',
      questions: [
        {
          kind: 'text',
          id: '19',
          field: '19.1',
          label: 'Pågående medicinska behandlingar/åtgärder',
          help: 'Ange syfte och, om det går, tidplan och ansvarig enhet.',
          maxLength: LONG,
        },
        {
          kind: 'text',
          id: '20',
          field: '20.1',
          label: 'Planerade medicinska behandlingar/åtgärder',
          help: 'Ange syfte och, om det går, tidplan och ansvarig enhet.',
          maxLength: LONG,
        },
      ],
    },
    {
      id: 'KAT_6',
      title: 'Bedömning',
      questions: [
        {
          kind: 'codedPeriods',
          id: '32',
          field: '32.1',
          periodField: '32.2',
          usualDaysBack: 7,
          label: 'Min bedömning av patientens nedsättning av arbetsförmågan',
          help: 'Bedöm mot patientens normala arbetstid. En period för varje grad; perioderna får inte gå i varandra.',
          required: true,
          codeSystem: 'KV_FKMU_0003',
          options: [
            { code: 'HELT_NEDSATT', label: '100 procent' },
            { code: 'TRE_FJARDEDEL', label: '75 procent' },
            { code: 'HALFTEN', label: '50 procent' },
            { code: 'EN_FJARDEDEL', label: '25 procent' },
          ],
        },
        {
          kind: 'text',
          id: '37',
          field: '37.1',
          label:
            'Patientens arbetsförmåga bedöms nedsatt längre tid än den som Socialstyrelsens försäkringsmedicinska beslutsstöd anger, därför att',
          help: 'Beskriv komplikationer, samsjuklighet eller ett annat förlopp än väntat.',
          maxLength: LONG,
        },
        {
          kind: 'boolean',
          id: '34',
          field: '34.1',
          label:
            'Resor till och från arbetet med annat färdmedel än normalt kan göra det möjligt för patienten att återgå till arbetet under sjukskrivningsperioden',
        },
        {
          kind: 'boolean',
          id: '33',
          field: '33.1',
          label:
            'Kommer möjligheterna till återgång i arbete försämras om arbetstiden förläggs på annat sätt än att arbetstiden minskas lika mycket varje dag?',
          help: 'Besvaras bara när arbetsförmågan är delvis nedsatt.',
          required: true,
          showWhen: { all: [asked, partly] },
          // domain.md §3.1.1, rule 5: with 100 per cent and nothing to ask about, the answer has to be left out
          refusedWhen: { all: [{ field: '32.1', has: ['HELT_NEDSATT'] }, { not: { all: [asked, partly] } }] },
        },
        {
          kind: 'text',
          id: '33',
          field: '33.2',
          label: 'Beskriv de medicinska skälen till att möjligheterna till återgång i arbete försämras',
          ...onlyWith({ field: '33.1', is: true }),
          maxLength: LONG,
        },
        {
          kind: 'code',
          id: '39',
          field: '39.1',
          label: 'Prognos för arbetsförmåga utifrån aktuellt undersökningstillfälle',
          help: 'Det hjälper planeringen av återgången.',
          required: true,
          showWhen: asked,
          codeSystem: 'KV_FKMU_0006',
          options: [
            {
              code: 'STOR_SANNOLIKHET',
              label: 'Patienten förväntas kunna återgå helt i nuvarande sysselsättning efter denna sjukskrivning.',
            },
            {
              code: 'ATER_X_ANTAL_DGR',
              label: 'Patienten förväntas kunna återgå helt i nuvarande sysselsättning inom',
            },
            {
              code: 'SANNOLIKT_INTE',
              label: 'Patienten förväntas inte kunna återgå helt i nuvarande sysselsättning inom 12 månader.',
            },
            { code: 'PROGNOS_OKLAR', label: 'Återgång i nuvarande sysselsättning är oklar.' },
          ],
        },
        {
          kind: 'code',
          id: '39',
          field: '39.3',
          label: 'Tid till återgång',
          ...onlyWith({ field: '39.1', has: ['ATER_X_ANTAL_DGR'] }),
          codeSystem: 'KV_FKMU_0007',
          options: [
            { code: 'TRETTIO_DGR', label: '1 månad.' },
            { code: 'SEXTIO_DGR', label: '2 månader.' },
            { code: 'NITTIO_DGR', label: '3 månader.' },
            { code: 'HUNDRAATTIO_DAGAR', label: '6 månader.' },
            { code: 'TREHUNDRASEXTIOFEM_DAGAR', label: '12 månader.' },
          ],
        },
      ],
    },
    {
      id: 'KAT_7',
      title: 'Åtgärder',
      questions: [
        {
          kind: 'codes',
          id: '40',
          field: '40.1',
          label: 'Här kan du ange åtgärder som du tror skulle göra det lättare för patienten att återgå i arbete',
          required: true,
          showWhen: asked,
          codeSystem: 'KV_FKMU_0004',
          options: [
            { code: 'EJ_AKTUELLT', label: 'Inte aktuellt', alone: true },
            { code: 'ARBETSTRANING', label: 'Arbetsträning' },
            { code: 'ARBETSANPASSNING', label: 'Arbetsanpassning' },
            { code: 'SOKA_NYTT_ARBETE', label: 'Söka nytt arbete' },
            { code: 'BESOK_ARBETSPLATS', label: 'Besök på arbetsplatsen' },
            { code: 'ERGONOMISK', label: 'Ergonomisk bedömning' },
            { code: 'HJALPMEDEL', label: 'Hjälpmedel' },
            { code: 'KONFLIKTHANTERING', label: 'Konflikthantering' },
            { code: 'KONTAKT_FHV', label: 'Kontakt med företagshälsovård' },
            { code: 'OMFORDELNING', label: 'Omfördelning av arbetsuppgifter' },
            { code: 'OVRIGA_ATGARDER', label: 'Övrigt' },
          ],
        },
        {
          kind: 'text',
          id: '44',
          field: '44.1',
          label:
            'Här kan du ange fler åtgärder. Du kan också beskriva hur åtgärderna kan underlätta återgång i arbete.',
          showWhen: { all: [asked, { not: { field: '40.1', has: ['EJ_AKTUELLT'] } }] },
          refusedWhen: { all: [asked, { field: '40.1', has: ['EJ_AKTUELLT'] }] },
          maxLength: LONG,
        },
      ],
    },
    {
      id: 'KAT_8',
      title: 'Övriga upplysningar',
      questions: [{ kind: 'text', id: '25', field: '25.1', label: 'Övriga upplysningar', maxLength: 2700 }],
    },
    {
      id: 'KAT_9',
      title: 'Kontakt',
      questions: [
        {
          kind: 'boolean',
          id: '26',
          field: '26.1',
          label: 'Jag önskar att Försäkringskassan kontaktar mig',
          help: 'Handläggaren hör av sig när intyget har kommit in.',
        },
        {
          kind: 'text',
          id: '26',
          field: '26.2',
          label: 'Ange gärna varför du vill ha kontakt',
          showWhen: { field: '26.1', is: true },
          // unanswered is accepted beside a reason, a no is not
          refusedWhen: { field: '26.1', is: false },
          maxLength: LONG,
        },
      ],
    },
  ],
} satisfies CertificateType;
