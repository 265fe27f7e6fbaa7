/** What comes in as whole editions, each of them a dated revision. */
export const Register = {
  /** ICD-10-SE, Socialstyrelsen. */
  ICD_10_SE: 'ICD_10_SE',
  /** KSH97-P, the primary-care version (primärvård), with synonyms. */
  KSH_97_P: 'KSH_97_P',
  /** Chapters, blocks and groups of ICD-10-SE (kapitel, avsnitt, diagnosgrupper). */
  DIAGNOSIS_GROUPS: 'DIAGNOSIS_GROUPS',
  /** ICF with alternative terms, Socialstyrelsen/WHO. */
  ICF: 'ICF',
  /** Insurance-medicine guidance (försäkringsmedicinskt beslutsstöd), Socialstyrelsen. */
  FMB: 'FMB',
  /** Support for the right sick leave (stöd för rätt sjukskrivning). */
  SRS: 'SRS',
} as const;
export type Register = keyof typeof Register;

/** Where an edition comes from. */
export const EditionOrigin = {
  /** The small part that the project carries itself; holds until the first import. */
  CARRIED: 'CARRIED',
  /** Brought in by an operator. */
  IMPORTED: 'IMPORTED',
} as const;
export type EditionOrigin = keyof typeof EditionOrigin;

/** What happened to an entry with a revision. */
export const EntryChange = { ADDED: 'ADDED', CHANGED: 'CHANGED', REMOVED: 'REMOVED' } as const;
export type EntryChange = keyof typeof EntryChange;

/** One edition of a register as it came in: a revision. */
export interface RegisterEdition {
  readonly id: string;
  readonly register: Register;
  /** From 1, one more with each edition of the register that changed something. */
  readonly number: number;
  readonly origin: EditionOrigin;
  readonly importedAt: Date;
  /** Equal for equal content, whatever form of file it came in. */
  readonly fingerprint: string;
  readonly entries: number;
  /** Entries that were not known. */
  readonly added: number;
  readonly changed: number;
  /** Entries that the edition no longer has. */
  readonly removed: number;
}

/** An entry of a register with what it says, which is plain data (JSON). */
export interface RegisterEntry<Content = unknown> {
  /** Unique within the register. */
  readonly code: string;
  readonly content: Content;
}

/** An entry as it stands. */
export interface StoredEntry<Content = unknown> extends RegisterEntry<Content> {
  /** Number of the edition that last changed it. */
  readonly revision: number;
}

/** Who publishes a register and where, as answers name it. */
export interface Publication {
  /** In Swedish, as the publisher calls it. */
  readonly name: string;
  readonly publisher: string;
  /** Address of a page for people. */
  readonly link: string;
}

const ICD = 'https://www.socialstyrelsen.se/statistik-och-data/klassifikationer-och-koder/icd-10/';
export const PUBLICATIONS: Readonly<Record<Register, Publication>> = {
  ICD_10_SE: { name: 'ICD-10-SE', publisher: 'Socialstyrelsen', link: ICD },
  KSH_97_P: { name: 'KSH97-P', publisher: 'Socialstyrelsen', link: ICD },
  DIAGNOSIS_GROUPS: {
    name: 'Kapitel, avsnitt och diagnosgrupper i ICD-10-SE',
    publisher: 'Socialstyrelsen',
    link: ICD,
  },
  ICF: {
    name: 'ICF, Internationell klassifikation av funktionstillstånd, funktionshinder och hälsa',
    publisher: 'Socialstyrelsen',
    link: 'https://www.socialstyrelsen.se/statistik-och-data/klassifikationer-och-koder/icf/',
  },
  FMB: {
    name: 'Försäkringsmedicinskt beslutsstöd',
    publisher: 'Socialstyrelsen',
    link: 'https://www.socialstyrelsen.se/kunskapsstod-och-regler/omraden/forsakringsmedicin/',
  },
  SRS: { name: 'Stöd för rätt sjukskrivning', publisher: 'Inera', link: 'https://www.inera.se/' },
};
