import { dayInSweden, parsePersonId, type PersonIdKind, RECIPIENT_NAME } from '@intygsgraf/kernel/domain';
import type { Answers } from './answers.ts';
import { type Certificate, statusOf } from './certificate.ts';
import type { CertificateType } from './certificate-type.ts';
import { answersOf, type Draft, isLocked } from './draft.ts';
import { holds } from './holds.ts';
import type { PrintWish } from './print.ts';
import { categoriesOf, type PrintedCategory } from './printed-answers.ts';
import { type PrintedFact, type Sender, signerFact, unitFacts } from './printed-sender.ts';
import type { Child } from './relation.ts';

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

const PERSON_ID_LABEL: Readonly<Record<PersonIdKind, string>> = {
  PERSONAL_NUMBER: 'Personnummer',
  COORDINATION_NUMBER: 'Samordningsnummer',
  RESERVE_NUMBER: 'Reservnummer',
};

const FULL: PrintWish = { profile: 'FULL', optionalQuestionIds: [] };

/** What a print of a signed certificate is made with. */
interface Printing {
  readonly wish: PrintWish;
  /** What the print is verified by. */
  readonly code: string;
  /** What was made of the certificate. */
  readonly children: readonly Child[];
}

/** A signed certificate, as its wish says. */
export function printedCertificate(
  type: CertificateType,
  certificate: Certificate,
  sender: Sender,
  { wish, code, children }: Printing,
): Printed {
  const { id, signedAt, answers } = certificate;
  const today = dayInSweden(signedAt);
  const isMinimal = wish.profile === 'MINIMAL';
  return {
    ...headOf(type),
    ...subjectOf(certificate, today),
    mark: ['Signerat intyg', isMinimal ? 'Anpassad utskrift till arbetsgivaren' : 'Fullständig utskrift'],
    watermark: null,
    notices: [
      ...(isMinimal ? [MINIMAL_NOTICE] : []),
      ...madeOf(certificate, children),
      ...noticesOf(type, { ...certificate, today }),
    ],
    facts: [
      ...factsOf(certificate, today),
      { label: 'Signerat elektroniskt', lines: [timeInSweden(signedAt)] },
      { label: 'Kontrollkod', lines: [code] },
      ...(isMinimal ? [] : recipientFacts(type, certificate)),
    ],
    categories: categoriesOf(type, answers, { wish, days: { today } }),
    issuer: { title: 'Utfärdat av', facts: [signerFact(type, certificate, sender), ...unitFacts(certificate, sender)] },
    foot: [`Intygs-id ${id}`, `Kontrollkod ${code}`],
  };
}

/** A draft as it stands today, `YYYY-MM-DD` in Sweden. */
export function printedDraft(type: CertificateType, draft: Draft, sender: Sender, today: string): Printed {
  const { id, createdAt, savedAt, testCertificate } = draft;
  const answers = answersOf(draft);
  const isTooOld = isLocked(draft, today);
  return {
    ...headOf(type),
    ...subjectOf(draft, today),
    mark: [isTooOld ? 'Låst utkast' : 'Utkast', 'Inte signerat'],
    watermark: isTooOld ? 'LÅST UTKAST' : 'UTKAST',
    notices: noticesOf(type, { answers, testCertificate, today }),
    facts: [
      ...factsOf(draft, today),
      { label: 'Skapat', lines: [timeInSweden(createdAt)] },
      ...(savedAt ? [{ label: 'Senast ändrat', lines: [timeInSweden(savedAt)] }] : []),
    ],
    categories: categoriesOf(type, answers, { wish: FULL, days: { today } }),
    issuer: { title: 'Skrivs på', facts: unitFacts(draft, sender) },
    foot: [`Intygs-id ${id}`, 'Ett utkast gäller inte som intyg.'],
  };
}

const MINIMAL_NOTICE =
  'Detta är en anpassad utskrift till arbetsgivaren. Den innehåller de uppgifter som behövs enligt lagen (1991:1047) om sjuklön, och de som patienten har valt att visa. Hela intyget innehåller mer.';
const TEST_NOTICE = 'Intyget gäller en testperson.';
/** A paper outlives what it was printed of: who holds it has to know that there is another. */
const MADE_OF = {
  REPLACED: 'Intyget har ersatts av ett annat intyg.',
  COMPLEMENTED: 'Intyget har kompletterats med ett annat intyg.',
} as const;

function madeOf(certificate: Certificate, children: readonly Child[]): string[] {
  const status = statusOf(certificate, children);
  return status === 'REPLACED' || status === 'COMPLEMENTED' ? [MADE_OF[status]] : [];
}

interface Noticed {
  readonly answers: Answers;
  readonly testCertificate: boolean;
  /** `YYYY-MM-DD` in Sweden. */
  readonly today: string;
}

const noticesOf = ({ onPaper }: CertificateType, { answers, testCertificate, today }: Noticed): string[] => [
  ...(onPaper && holds(onPaper.when, answers, { today }) ? [onPaper.notice] : []),
  ...(testCertificate ? [TEST_NOTICE] : []),
];

/** Where it goes, and when it went; nothing for what is printed only. */
function recipientFacts({ recipient }: CertificateType, { sentAt }: Certificate): PrintedFact[] {
  if (recipient === null) return [];
  const name = RECIPIENT_NAME[recipient] ?? recipient;
  return [{ label: 'Mottagare', lines: [name, ...(sentAt ? [`Skickat ${timeInSweden(sentAt)}`] : [])] }];
}

/** The type's code is no more than its id spelt otherwise in some, and another name in others: FK7804 (LISJP). */
function headOf({ name, code, id, version, print }: CertificateType) {
  const own = id.toUpperCase();
  return {
    layout: print.layout ?? 'general',
    title: name,
    form: `${code.replaceAll(/\W/g, '') === own ? code : `${own} (${code})`}, version ${version}`,
  };
}

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
