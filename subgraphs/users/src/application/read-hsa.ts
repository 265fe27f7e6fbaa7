import { faulty, UnknownFormError } from '@intygsgraf/kernel/server';
import { z } from 'zod';
import type { UnitRecord } from '../domain/directory.ts';
import type { HsaRecord, PlacedHsaRecord } from '../domain/hsa-records.ts';
import { faultsOf, filesIn, readJson } from './import-files.ts';

const text = z.string().trim().min(1);
const optional = z.string().trim().optional();

/** A unit as HSA's unit service has it; older records have their address in one object. */
const unit = z
  .object({
    id: text,
    name: text,
    mail: optional,
    telephoneNumber: optional,
    postalAddress: optional,
    postalCode: optional,
    postalTown: optional,
    prescriptionCode: optional,
    address: z.object({ address: optional, zipCode: optional, city: optional }).optional(),
  })
  .transform(({ id, name, address, ...contact }): UnitRecord => ({
    hsaId: id,
    name,
    workplaceCode: contact.prescriptionCode ?? '',
    postalAddress: contact.postalAddress ?? address?.address ?? '',
    postalCode: contact.postalCode ?? address?.zipCode ?? '',
    city: contact.postalTown ?? address?.city ?? '',
    phone: contact.telephoneNumber ?? '',
    email: contact.mail ?? '',
  }));
const careUnit = z.looseObject({ subUnits: z.array(unit).default([]) }).transform(({ subUnits, ...rest }, context) => {
  const read = unit.safeParse(rest);
  if (read.success) return { ...read.data, subUnits };
  for (const { path, message } of read.error.issues) context.addIssue({ code: 'custom', path, message });
  return z.NEVER;
});
const careProvider = z
  .object({ id: text, name: text, careUnits: z.array(careUnit) })
  .transform(({ id, name, careUnits }): HsaRecord => ({ careProvider: { hsaId: id, name }, units: careUnits }));

/** Each name once, of those that are there. */
const named = (names: readonly (string | undefined)[]): string[] => [
  ...new Set(names.flatMap((name) => (name ? [name] : []))),
];

const employee = z
  .object({
    hsaId: text,
    givenName: z.string().trim().default(''),
    middleAndSurname: z.string().trim().default(''),
    healthCareProfessionalLicence: z.array(text).default([]),
    paTitle: z.array(z.object({ titleCode: text, titleName: optional })).default([]),
    specialities: z.array(z.object({ specialityName: optional })).default([]),
    personalPrescriptionCode: optional,
    commissionList: z
      .array(z.object({ healthCareUnitHsaId: text, commissionPurpose: z.array(text).default([]) }))
      .default([]),
  })
  .transform((person): HsaRecord => {
    const positionCodes = person.paTitle.map(({ titleCode }) => titleCode);
    const pairs = person.commissionList.flatMap(({ healthCareUnitHsaId: on, commissionPurpose }) =>
      commissionPurpose.map((purpose) => ({ unit: on, purpose })),
    );
    return {
      staff: {
        hsaId: person.hsaId,
        givenName: person.givenName,
        surname: person.middleAndSurname,
        licensedProfessions: person.healthCareProfessionalLicence,
        positionCodes,
        // one code for a person: it goes with each position
        prescriberCodes: person.personalPrescriptionCode
          ? positionCodes.map(() => person.personalPrescriptionCode ?? '')
          : [],
        positions: named(person.paTitle.map(({ titleName }) => titleName)),
        specialities: named(person.specialities.map(({ specialityName }) => specialityName)),
        assignments: [...new Map(pairs.map((pair) => [JSON.stringify(pair), pair])).values()],
      },
    };
  });

/** A private practitioner (privatläkare) as their portal tells of them. */
const practitioner = z
  .object({
    hsaId: text,
    fullstandigtNamn: text,
    godkandAnvandare: z.boolean(),
    enhetsNamn: text,
    legitimeradeYrkesgrupper: z.array(z.object({ namn: text })).default([]),
    specialiteter: z.array(z.object({ namn: optional })).default([]),
  })
  .transform(
    ({ hsaId, fullstandigtNamn, godkandAnvandare, enhetsNamn, legitimeradeYrkesgrupper, specialiteter }): HsaRecord => {
      const names = fullstandigtNamn.split(/\s+/);
      return {
        staff: {
          hsaId,
          givenName: names.slice(0, -1).join(' '),
          surname: names.at(-1) ?? '',
          licensedProfessions: legitimeradeYrkesgrupper.map(({ namn }) => namn),
          positionCodes: [],
          prescriberCodes: [],
          specialities: named(specialiteter.map(({ namn }) => namn)),
          privatePractitioner: { registered: godkandAnvandare, practiceName: enhetsNamn },
          assignments: [],
        },
      };
    },
  );

const licence = z.looseObject({}).transform((): HsaRecord => ({ licence: true }));

/** How a record of each form is known, the first that fits. */
const FORMS = [
  ['careUnits', careProvider],
  ['healthCareProfessionalLicenceType', licence],
  ['titleCodes', licence],
  ['godkandAnvandare', practitioner],
  ['commissionList', employee],
  ['middleAndSurname', employee],
] as const;

const formOf = (value: unknown) =>
  FORMS.find(([field]) => typeof value === 'object' && value !== null && field in value)?.[1];

/** Records of JSON files and folders. Throws CommandError with every fault by place and field, UnknownFormError. */
export async function readHsa(named: readonly string[]): Promise<PlacedHsaRecord[]> {
  const records = await readJson(await filesIn(named, '.json'));
  const strangers = records.filter(({ value }) => !formOf(value)).map(({ place }) => place);
  if (strangers.length > 0)
    throw new UnknownFormError(
      'This is no record of HSA in a form that is known (--help tells which are):',
      strangers.slice(0, 20),
    );
  const faults: string[] = [];
  const read = records.flatMap(({ place, value }): PlacedHsaRecord[] => {
    const { success, data, error } = (formOf(value) ?? licence).safeParse(value);
    if (success) return [{ place, record: data }];
    faults.push(...faultsOf(place, error));
    return [];
  });
  if (faults.length > 0) throw faulty('The directory', faults);
  return read;
}
