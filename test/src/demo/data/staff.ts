export type Staff = {
  readonly hsaId: string;
  readonly givenName: string;
  readonly surname: string;
  /** Legitimerad yrkesgrupp, by its official Swedish name. */
  readonly licensedProfessions: readonly ('Läkare' | 'Tandläkare' | 'Barnmorska' | 'Sjuksköterska')[];
  /** Befattningskoder. */
  readonly positionCodes: readonly string[];
  /** Gruppförskrivarkoder; the one at an index belongs to the position code at that index. */
  readonly prescriberCodes: readonly string[];
  /** Befattningar and specialistkompetenser in HSA's words. */
  readonly positions?: readonly string[];
  readonly specialities?: readonly string[];
  /** Logs in with e-ID; care provider and only unit are the person's own HSA-id. Registered: has applied and been let in. */
  readonly privatePractitioner?: { readonly registered: boolean; readonly practiceName: string };
  readonly assignments: readonly { readonly unit: string; readonly purpose: 'Vård och behandling' }[];
};

/**
 * One of every role that logs in. Who is what follows from licence, position and prescriber code.
 * Source: domain.md §2.1, table 1 of the manual and the order in which the rows are tried.
 */
export const staff: readonly Staff[] = [
  // Licensed doctor on two care units.
  {
    hsaId: 'TSTNMT2321000156-DRAA',
    givenName: 'Ajla',
    surname: 'Doktor',
    licensedProfessions: ['Läkare'],
    positionCodes: [],
    prescriberCodes: [],
    positions: ['Överläkare'],
    specialities: ['Allmänmedicin', 'Internmedicin'],
    assignments: [
      { unit: 'TSTNMT2321000156-ALMC', purpose: 'Vård och behandling' },
      { unit: 'TSTNMT2321000156-ALVC', purpose: 'Vård och behandling' },
    ],
  },
  // Licensed doctor.
  {
    hsaId: 'TSTNMT2321000156-DRAF',
    givenName: 'Alf',
    surname: 'Doktor',
    licensedProfessions: ['Läkare'],
    positionCodes: [],
    prescriberCodes: [],
    assignments: [{ unit: 'TSTNMT2321000156-ALVC', purpose: 'Vård och behandling' }],
  },
  // Licensed doctor.
  {
    hsaId: 'TSTNMT2321000156-DRBE',
    givenName: 'Beata',
    surname: 'Doktor',
    licensedProfessions: ['Läkare'],
    positionCodes: [],
    prescriberCodes: [],
    assignments: [{ unit: 'TSTNMT2321000156-BEVC', purpose: 'Vård och behandling' }],
  },
  // AT: has a degree and has begun the internship, no licence.
  {
    hsaId: 'TSTNMT2321000156-DRAT',
    givenName: 'Asta',
    surname: 'Doktor',
    licensedProfessions: [],
    positionCodes: ['204010'],
    prescriberCodes: [],
    assignments: [{ unit: 'TSTNMT2321000156-ALMC', purpose: 'Vård och behandling' }],
  },
  // BT: basic service before specialising.
  {
    hsaId: 'TSTNMT2321000156-DRBT',
    givenName: 'Birk',
    surname: 'Doktor',
    licensedProfessions: [],
    positionCodes: ['203020'],
    prescriberCodes: [],
    assignments: [{ unit: 'TSTNMT2321000156-ALVC', purpose: 'Vård och behandling' }],
  },
  // Licensed in another country of EU or EES, not yet in Sweden.
  {
    hsaId: 'TSTNMT2321000156-DREU',
    givenName: 'Elin',
    surname: 'Doktor',
    licensedProfessions: [],
    positionCodes: ['203090'],
    prescriberCodes: ['9300005'],
    assignments: [{ unit: 'TSTNMT2321000156-BERM', purpose: 'Vård och behandling' }],
  },
  // Dentist.
  {
    hsaId: 'TSTNMT2321000156-TLTA',
    givenName: 'Tage',
    surname: 'Tandläkare',
    licensedProfessions: ['Tandläkare'],
    positionCodes: [],
    prescriberCodes: [],
    assignments: [{ unit: 'TSTNMT2321000156-ALTV', purpose: 'Vård och behandling' }],
  },
  // Nurse.
  {
    hsaId: 'TSTNMT2321000156-SKAA',
    givenName: 'Anna',
    surname: 'Sjuksköterska',
    licensedProfessions: ['Sjuksköterska'],
    positionCodes: [],
    prescriberCodes: [],
    assignments: [{ unit: 'TSTNMT2321000156-ALMC', purpose: 'Vård och behandling' }],
  },
  // Midwife; a midwife is a licensed nurse as well, and is a midwife first.
  {
    hsaId: 'TSTNMT2321000156-BMBL',
    givenName: 'Bertil',
    surname: 'Barnmorska',
    licensedProfessions: ['Barnmorska', 'Sjuksköterska'],
    positionCodes: [],
    prescriberCodes: [],
    assignments: [{ unit: 'TSTNMT2321000156-ALVC', purpose: 'Vård och behandling' }],
  },
  // Care administrator: an assignment and nothing else.
  {
    hsaId: 'TSTNMT2321000156-VAAA',
    givenName: 'Alva',
    surname: 'Vårdadministratör',
    licensedProfessions: [],
    positionCodes: [],
    prescriberCodes: [],
    assignments: [{ unit: 'TSTNMT2321000156-ALMC', purpose: 'Vård och behandling' }],
  },
  // Private practitioner.
  {
    hsaId: 'TSTNMT2321000156-PLMP',
    givenName: 'Maj',
    surname: 'Pärsson',
    licensedProfessions: ['Läkare'],
    positionCodes: [],
    prescriberCodes: [],
    privatePractitioner: { registered: true, practiceName: 'Maj Pärssons läkarpraktik' },
    assignments: [],
  },
  // Licensed, but not registered here: has no authority, may only apply.
  {
    hsaId: 'TSTNMT2321000156-PLPP',
    givenName: 'Petra',
    surname: 'Privat',
    licensedProfessions: ['Läkare'],
    positionCodes: [],
    prescriberCodes: [],
    privatePractitioner: { registered: false, practiceName: 'Petra Privats läkarpraktik' },
    assignments: [],
  },
];
