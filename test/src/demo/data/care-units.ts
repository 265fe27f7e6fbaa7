/** Mottagning: issues certificates under a care unit. */
export type SubUnit = {
  readonly hsaId: string;
  readonly name: string;
  /** Arbetsplatskod. */
  readonly workplaceCode: string;
  readonly postalAddress: string;
  readonly postalCode: string;
  readonly city: string;
  readonly phone: string;
  readonly email: string;
};

/** Vårdenhet. An assignment on it holds for its sub-units too. */
export type CareUnit = SubUnit & { readonly careProvider: string; readonly subUnits: readonly SubUnit[] };

/** Vårdenheter of both regions. Phone numbers are of the series that PTS keeps for fiction; nobody answers. */
export const careUnits: readonly CareUnit[] = [
  {
    hsaId: 'TSTNMT2321000156-ALMC',
    name: 'Alfa Medicincentrum',
    careProvider: 'TSTNMT2321000156-ALFA',
    workplaceCode: '9900000000001',
    postalAddress: 'Provgatan 1',
    postalCode: '123 45',
    city: 'Alfastad',
    phone: '08-465 004 10',
    email: 'almc@alfa.example',
    subUnits: [
      {
        hsaId: 'TSTNMT2321000156-ALAM',
        name: 'Alfa Allergimottagningen',
        workplaceCode: '9900000000002',
        postalAddress: 'Provgatan 1, plan 2',
        postalCode: '123 45',
        city: 'Alfastad',
        phone: '08-465 004 11',
        email: 'alam@alfa.example',
      },
      {
        hsaId: 'TSTNMT2321000156-ALHM',
        name: 'Alfa Hudmottagningen',
        workplaceCode: '9900000000003',
        postalAddress: 'Provgatan 1, plan 3',
        postalCode: '123 45',
        city: 'Alfastad',
        phone: '08-465 004 12',
        email: 'alhm@alfa.example',
      },
    ],
  },
  {
    hsaId: 'TSTNMT2321000156-ALVC',
    name: 'Alfa Vårdcentral',
    careProvider: 'TSTNMT2321000156-ALFA',
    workplaceCode: '9900000000004',
    postalAddress: 'Exempeltorget 4',
    postalCode: '123 45',
    city: 'Alfastad',
    phone: '08-465 004 20',
    email: 'alvc@alfa.example',
    subUnits: [],
  },
  {
    hsaId: 'TSTNMT2321000156-ALTV',
    name: 'Alfa Tandvårdscentral',
    careProvider: 'TSTNMT2321000156-ALFA',
    workplaceCode: '9900000000005',
    postalAddress: 'Exempeltorget 5',
    postalCode: '123 45',
    city: 'Alfastad',
    phone: '08-465 004 30',
    email: 'altv@alfa.example',
    subUnits: [],
  },
  {
    hsaId: 'TSTNMT2321000156-BEVC',
    name: 'Beta Vårdcentral',
    careProvider: 'TSTNMT2321000156-BETA',
    workplaceCode: '9900000000006',
    postalAddress: 'Övningsvägen 12',
    postalCode: '234 56',
    city: 'Betaby',
    phone: '040-628 04 10',
    email: 'bevc@beta.example',
    subUnits: [
      {
        hsaId: 'TSTNMT2321000156-BEHD',
        name: 'Beta Hudmottagningen',
        workplaceCode: '9900000000007',
        postalAddress: 'Övningsvägen 14',
        postalCode: '234 56',
        city: 'Betaby',
        phone: '040-628 04 11',
        email: 'behd@beta.example',
      },
    ],
  },
  {
    hsaId: 'TSTNMT2321000156-BERM',
    name: 'Beta Rehabmottagning',
    careProvider: 'TSTNMT2321000156-BETA',
    workplaceCode: '9900000000008',
    postalAddress: 'Låtsasgränd 8',
    postalCode: '234 56',
    city: 'Betaby',
    phone: '040-628 04 20',
    email: 'berm@beta.example',
    subUnits: [],
  },
];
