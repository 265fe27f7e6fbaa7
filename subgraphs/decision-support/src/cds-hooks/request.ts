import { z } from 'zod';
import { bundleSchema } from './conditions.ts';
import { CONDITIONS, type Hook } from './services.ts';

/** A string that says something: elements are never null or empty. Source: CDS Hooks 2.0, Use of JSON. */
export const text = (longest: number) => z.string().regex(/\S/, 'must not be empty').max(longest);

/** Source: FHIR R4, data type id. */
const fhirId = z.string().regex(/^[A-Za-z0-9\-.]{1,64}$/, 'must be the id of a FHIR resource');
const extension = z.record(z.string(), z.unknown(), 'must be an object').optional();

/** Longest address and token, characters. */
const LONGEST = 4_096;

const authorization = z.looseObject({
  access_token: text(LONGEST),
  token_type: z.literal('Bearer'),
  expires_in: z.int(),
  scope: text(LONGEST),
  subject: text(LONGEST),
  patient: fhirId.optional(),
  extension,
});

const userOf = (...types: readonly string[]) =>
  z
    .string()
    .regex(new RegExp(`^(?:${types.join('|')})/[A-Za-z0-9\\-.]{1,64}$`), `must be ${types.join(' or ')}, / and an id`);

/** Fields that a later version of a hook adds are let pass. */
const patient = { patientId: fhirId, encounterId: fhirId.optional(), extension };

/** A search that failed gives what went wrong. Source: CDS Hooks 2.0, Prefetch Template. */
const outcome = z.looseObject({ resourceType: z.literal('OperationOutcome') });

/** What is not asked for is not looked at; null says that there is no data. */
const prefetch = z.looseObject({
  [CONDITIONS]: z
    .discriminatedUnion('resourceType', [bundleSchema, outcome], 'must be a Bundle, an OperationOutcome or null')
    .nullish(),
});

const call = <Name extends Hook>(hook: Name) => ({
  hook: z.literal(hook, `must be ${hook}`),
  hookInstance: z.guid('must be a UUID'),
  fhirServer: z
    .url({ protocol: /^https?$/, error: 'must be an address' })
    .max(LONGEST)
    .optional(),
  fhirAuthorization: authorization.optional(),
  prefetch: prefetch.optional(),
  extension,
});

interface FhirAccess {
  readonly fhirServer?: string | undefined;
  readonly fhirAuthorization?: object | undefined;
}
const namesItsServer = ({ fhirServer, fhirAuthorization }: FhirAccess): boolean =>
  fhirServer !== undefined || fhirAuthorization === undefined;
const SERVER_NEEDED = { path: ['fhirServer'], error: 'must be there when fhirAuthorization is' };

/**
 * A call of a service, by its hook. The address and the token of a FHIR server are checked, and never used. Made once:
 * making a schema costs more than reading with it.
 * Source: CDS Hooks 2.0, Calling a CDS Service; the definitions of the hooks.
 */
export const REQUESTS = {
  'patient-view': z
    .looseObject({
      ...call('patient-view'),
      context: z.looseObject({
        userId: userOf('Practitioner', 'PractitionerRole', 'Patient', 'RelatedPerson'),
        ...patient,
      }),
    })
    .refine(namesItsServer, SERVER_NEEDED),
  'problem-list-item-create': z
    .looseObject({
      ...call('problem-list-item-create'),
      context: z.looseObject({
        userId: userOf('Practitioner', 'PractitionerRole'),
        ...patient,
        conditions: bundleSchema,
      }),
    })
    .refine(namesItsServer, SERVER_NEEDED),
} as const satisfies Record<Hook, z.ZodType>;

export type HookRequest = z.infer<(typeof REQUESTS)[Hook]>;
