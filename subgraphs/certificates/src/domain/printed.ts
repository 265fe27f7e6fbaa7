import { dayInSweden, parsePersonId, type PersonIdKind, type Role } from '@intygsgraf/kernel/domain';
import { type Answers, valueOf } from './answers.ts';
import type { Certificate } from './certificate.ts';
import type { CertificateType, Question } from './certificate-type.ts';
import { answersOf, type Draft, isLocked } from './draft.ts';
import type { Days } from './holds.ts';
import { heldAnswer, heldOf, type PrintWish } from './print.ts';
import { kindOf } from './question.ts';
import { answerText } from './shown-answer.ts';
import { isShown } from './validate.ts';

/** All words of a print, in Swedish, in the order they are read. Neither the patient's name nor address is there. */
export interface Printed {
  /** The name of the layout: the general one, or the owner's own. Source: domain.md §1.2 W42. */
  readonly layout: string;
  readonly title: string;
  /** Form and version. */
  readonly form: string;
  /** What the print is of, and how much of it. Source: domain.md §1.2 W43. */
  readonly mark: readonly string[];
  /** Across every page; null for what is signed. Source: domain.md §1.7 T18. */
  readonly watermark: string | null;
  /** Whom it is about: on top of every page but the first. */
  readonly subject: string;
  readonly notices: readonly string[];
  readonly facts: readonly PrintedFact[];
  readonly categories: readonly PrintedCategory[];
  readonly issuer: { readonly title: string; readonly facts: readonly PrintedFact[] };
  /** At the bottom of every page. */
  readonly foot: readonly string[];
}

interface PrintedFact {
  readonly label: string;
  readonly lines: readonly string[];
}

interface PrintedCategory {
  readonly title: string;
  readonly questions: readonly PrintedQuestion[];
}

interface PrintedQuestion {
  readonly label: string;
  /** None when it is not answered. */
  readonly lines: readonly string[];
  /** Each line is a thing of its own. */
  readonly isList: boolean;
}

/** Who answers for a print, and where they are reached, as the directory has them. */
export interface Sender {
  /** Null when the directory has them no more. */
  readonly fullName: string | null;
  readonly unit: PrintedUnit | null;
}

interface PrintedUnit {
  readonly name: string;
  readonly workplaceCode: string;
  readonly postalAddress: string;
  readonly postalCode: string;
  readonly city: string;
  readonly phone: string;
  readonly careProvider: { readonly name: string } | null;
}

const PERSON_ID_LABEL: Readonly<Record<PersonIdKind, string>> = {
  PERSONAL_NUMBER: 'Personnummer',
  COORDINATION_NUMBER: 'Samordningsnummer',
  RESERVE_NUMBER: 'Reservnummer',
};

const ROLE_LABEL: Readonly<Record<Role, string>> = {
  DOCTOR: 'Läkare',
  PRIVATE_DOCTOR: 'Läkare',
  PRIVATE_DOCTOR_UNAUTHORISED: 'Läkare',
  DENTIST: 'Tandläkare',
  MIDWIFE: 'Barnmorska',
  NURSE: 'Sjuksköterska',
  CARE_ADMINISTRATOR: 'Vårdadministratör',
};

const FULL: PrintWish = { profile: 'FULL', optionalQuestionIds: [] };

/** A signed certificate, as its wish says. `code` is what the print is verified by. */
export function printedCertificate(
  type: CertificateType,
  certificate: Certificate,
  sender: Sender,
  { wish, code }: { readonly wish: PrintWish; readonly code: string },
): Printed {
  const { id, signedBy, signedByRole, signedAt, testCertificate } = certificate;
  const today = dayInSweden(signedAt);
  const isMinimal = wish.profile === 'MINIMAL';
  return {
    ...headOf(type),
    ...subjectOf(certificate, today),
    mark: ['Signerat intyg', isMinimal ? 'Anpassad utskrift till arbetsgivaren' : 'Fullständig utskrift'],
    watermark: null,
    notices: [...(isMinimal ? [MINIMAL_NOTICE] : []), ...(testCertificate ? [TEST_NOTICE] : [])],
    facts: [
      ...factsOf(certificate, today),
      { label: 'Signerat', lines: [timeInSweden(signedAt)] },
      { label: 'Kontrollkod', lines: [code] },
    ],
    categories: categoriesOf(type, certificate.answers, { wish, days: { today } }),
    issuer: {
      title: 'Utfärdat av',
      facts: [
        { label: ROLE_LABEL[signedByRole], lines: [sender.fullName ?? 'Namn saknas i katalogen', signedBy] },
        ...unitFacts(certificate, sender),
      ],
    },
    foot: [`Intygs-id ${id}`, `Kontrollkod ${code}`],
  };
}

/** A draft as it stands today, `YYYY-MM-DD` in Sweden. */
export function printedDraft(type: CertificateType, draft: Draft, sender: Sender, today: string): Printed {
  const { id, createdAt, savedAt, testCertificate } = draft;
  const isTooOld = isLocked(draft, today);
  return {
    ...headOf(type),
    ...subjectOf(draft, today),
    mark: [isTooOld ? 'Låst utkast' : 'Utkast', 'Inte signerat'],
    watermark: isTooOld ? 'LÅST UTKAST' : 'UTKAST',
    notices: testCertificate ? [TEST_NOTICE] : [],
    facts: [
      ...factsOf(draft, today),
      { label: 'Skapat', lines: [timeInSweden(createdAt)] },
      ...(savedAt ? [{ label: 'Senast ändrat', lines: [timeInSweden(savedAt)] }] : []),
    ],
    categories: categoriesOf(type, answersOf(draft), { wish: FULL, days: { today } }),
    issuer: { title: 'Skrivs på', facts: unitFacts(draft, sender) },
    foot: [`Intygs-id ${id}`, 'Ett utkast gäller inte som intyg.'],
  };
}

const MINIMAL_NOTICE =
  'Detta är en anpassad utskrift till arbetsgivaren. Den innehåller de uppgifter som behövs enligt lagen (1991:1047) om sjuklön, och de som patienten har valt att visa. Hela intyget innehåller mer.';
const TEST_NOTICE = 'Intyget gäller en testperson.';

const headOf = ({ name, code, id, version, print }: CertificateType) => ({
  layout: print.layout ?? 'general',
  title: name,
  form: `${code === id.toUpperCase() ? code : `${id.toUpperCase()} (${code})`}, version ${version}`,
});

function subjectOf({ personId }: { readonly personId: string }, today: string) {
  return { subject: `${PERSON_ID_LABEL[parsePersonId(personId, today).kind]} ${dashed(personId)}` };
}

/** As people write it: the birth date apart. */
const dashed = (personId: string): string => `${personId.slice(0, 8)}-${personId.slice(8)}`;

const factsOf = (
  { id, personId }: { readonly id: string; readonly personId: string },
  today: string,
): PrintedFact[] => [
  { label: PERSON_ID_LABEL[parsePersonId(personId, today).kind], lines: [dashed(personId)] },
  { label: 'Intygs-id', lines: [id] },
];

/** `2026-11-22 kl. 14.05` */
function timeInSweden(at: Date): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO('Europe/Stockholm');
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' }).replace(':', '.');
  return `${local.toPlainDate().toString()} kl. ${time}`;
}

function unitFacts({ unit: hsaId }: { readonly unit: string }, { unit }: Sender): PrintedFact[] {
  if (!unit) return [{ label: 'Enhet', lines: [hsaId] }];
  const { name, postalAddress, postalCode, city, phone, workplaceCode, careProvider } = unit;
  const address = [postalAddress, `${postalCode.replace(/^(\d{3})(\d{2})$/, '$1 $2')} ${city}`.trim()]
    .filter((line) => line !== '')
    .join(', ');
  const contact = [address, phone && `Telefon ${phone}`, workplaceCode && `Arbetsplatskod ${workplaceCode}`];
  return [
    { label: 'Enhet', lines: [name, ...contact.filter((line) => line !== '')] },
    ...(careProvider ? [{ label: 'Vårdgivare', lines: [careProvider.name] }] : []),
  ];
}

interface Selection {
  readonly wish: PrintWish;
  readonly days: Days;
}

/** Derived from the type alone; what the form did not show is not printed, as it is not sent either. */
const categoriesOf = (type: CertificateType, answers: Answers, { wish, days }: Selection): PrintedCategory[] =>
  type.categories
    .map(({ title, questions }) => ({
      title,
      questions: questions
        .filter((question) => !kindOf(question).silent && isShown(question, answers, days))
        .flatMap((question) => printedQuestion(question, answers, heldOf(question, type, wish))),
    }))
    .filter(({ questions }) => questions.length > 0);

/** A question that the print holds in part is there only for that part. */
function printedQuestion(question: Question, answers: Answers, held: 'ALL' | readonly string[]): PrintedQuestion[] {
  const own = heldAnswer(question, answers, held);
  const lines = answerText(question, own);
  if (held !== 'ALL' && lines.length === 0) return [];
  return [{ label: question.label, lines, isList: typeof valueOf(own, question) === 'object' }];
}
