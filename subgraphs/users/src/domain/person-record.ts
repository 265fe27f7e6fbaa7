/** A person as an import brings them, and as the person service (Personuppgiftstjänsten, PU) then tells of them. */
export interface PersonRecord {
  /** 12 characters, no hyphen. */
  readonly personId: string;
  /** Empty where the register has none. */
  readonly givenName: string;
  /** The middle name (mellannamn) before it. */
  readonly surname: string;
  /** Sekretessmarkering or skyddad folkbokföring. */
  readonly protectedPerson: boolean;
  readonly deceased: boolean;
  readonly testIndicated: boolean;
}

/** Avregistreringsorsak AV: avliden. Source: domain.md §12.4. */
export const DECEASED = 'AV';

/** Skatteverket's list has numbers and no names: a person of it is called after the line they stand on. */
export const unnamed = (personId: string, line: number): PersonRecord => ({
  personId,
  givenName: 'Test',
  surname: `Person ${line}`,
  protectedPerson: false,
  deceased: false,
  testIndicated: false,
});
