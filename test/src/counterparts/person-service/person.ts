/** A person as Personuppgiftstjänsten (PU) tells them. */
export interface Person {
  /** Personal, co-ordination or reserve number: 12 characters, century first, no hyphen. */
  readonly personId: string;
  readonly givenName: string;
  readonly surname: string;
  /** Sekretessmarkering or skyddad folkbokföring. */
  readonly protectedPerson: boolean;
  /** Avregistrerad with reason AV (avliden). */
  readonly deceased: boolean;
  /** Testindikerad: a person that exists for tests in a production system. */
  readonly testIndicated: boolean;
  /** The number that they have now: it is told in place of the one that was asked for (hänvisning). */
  readonly changedTo?: string;
}
