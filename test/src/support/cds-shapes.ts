import { z } from 'zod';

/**
 * The shapes of CDS Hooks 2.0 as the specification's tables have them, held strictly: a field that it does not define, a
 * null, an empty text, list or object is a fault. Written from the specification, not from what is served.
 */
const filled = z.string().regex(/\S/);
const url = z.url({ protocol: /^https?$/ });
const coding = z.strictObject({ code: filled, system: filled, display: filled.optional() });
const extension = z.record(z.string(), z.unknown()).refine((value) => Object.keys(value).length > 0);

/** Only what individual hooks may be asked for: root-level fields of the context, or who the user is. */
const TOKEN = /\{\{(?<token>[^{}]*)\}\}/g;
const TOKENS: Readonly<Record<string, readonly string[]>> = {
  'patient-view': ['context.userId', 'context.patientId', 'context.encounterId'],
  'problem-list-item-create': ['context.userId', 'context.patientId', 'context.encounterId'],
};
const USERS = ['userPractitionerId', 'userPractitionerRoleId', 'userPatientId', 'userRelatedPersonId'];

/** Discovery, Response. */
export const discoveryShape = z.strictObject({
  services: z.array(
    z
      .strictObject({
        hook: filled,
        title: filled,
        description: filled,
        id: filled.regex(/^[^/?#]+$/),
        prefetch: z
          .record(filled, filled)
          .refine((templates) => Object.keys(templates).length > 0)
          .optional(),
        usageRequirements: filled.optional(),
        extension: extension.optional(),
      })
      .superRefine(({ hook, prefetch = {} }, fault) => {
        for (const [key, template] of Object.entries(prefetch)) {
          const tokens = [...template.matchAll(TOKEN)].map(({ groups }) => groups?.['token'] ?? '');
          if (tokens.some((token) => !(TOKENS[hook] ?? []).includes(token) && !USERS.includes(token)))
            fault.addIssue({ code: 'custom', message: `a token of ${key} is none of ${hook}` });
          // Prefetch query restrictions: a read or a type-level search, no modifiers but :in, no chaining
          if (!/^[A-Z][A-Za-z]+(?:\/\{\{[^{}]+\}\}|\?[a-z_:-]+=[^&]+(?:&[a-z_:-]+=[^&]+)*)$/.test(template))
            fault.addIssue({ code: 'custom', message: `${key} is no read and no search` });
        }
      }),
  ),
});

/** Passing the Access Token to the CDS Service. */
const authorization = z
  .strictObject({
    access_token: filled,
    token_type: z.literal('Bearer'),
    expires_in: z.int(),
    scope: filled,
    subject: filled,
    patient: filled.optional(),
  })
  .refine(({ scope, patient }) => !scope.includes('patient/') || patient !== undefined);

const bundle = z.looseObject({ resourceType: z.literal('Bundle') });
const PATIENT = { patientId: filled, encounterId: filled.optional(), extension: extension.optional() };
const CALL = {
  hookInstance: z.uuid(),
  fhirServer: url.optional(),
  fhirAuthorization: authorization.optional(),
  extension: extension.optional(),
};

/** Calling a CDS Service, HTTP Request, with the context of each hook as its definition has it. */
export const requestShape = z
  .discriminatedUnion('hook', [
    z.strictObject({
      ...CALL,
      hook: z.literal('patient-view'),
      context: z.strictObject({
        ...PATIENT,
        userId: z.string().regex(/^(?:Practitioner|PractitionerRole|Patient|RelatedPerson)\/[^/]+$/),
      }),
      prefetch: z.record(filled, z.looseObject({ resourceType: filled }).nullable()).optional(),
    }),
    z.strictObject({
      ...CALL,
      hook: z.literal('problem-list-item-create'),
      context: z.strictObject({
        ...PATIENT,
        userId: z.string().regex(/^(?:Practitioner|PractitionerRole)\/[^/]+$/),
        conditions: bundle,
      }),
      prefetch: z.never().optional(),
    }),
  ])
  .refine(({ fhirServer, fhirAuthorization }) => fhirServer !== undefined || fhirAuthorization === undefined);

/** Feedback. */
export const feedbackShape = z.strictObject({
  feedback: z.array(
    z
      .strictObject({
        card: z.uuid(),
        outcome: z.enum(['accepted', 'overridden']),
        acceptedSuggestions: z
          .array(z.strictObject({ id: z.uuid() }))
          .min(1)
          .optional(),
        overrideReason: z.strictObject({ reason: coding.optional(), userComment: filled.optional() }).optional(),
        outcomeTimestamp: z.iso.datetime(),
      })
      .refine(({ outcome, acceptedSuggestions }) => outcome !== 'accepted' || acceptedSuggestions !== undefined),
  ),
});

const action = z
  .strictObject({
    type: z.enum(['create', 'update', 'delete']),
    description: filled,
    resource: z.looseObject({ resourceType: filled }).optional(),
    resourceId: filled.optional(),
    extension: extension.optional(),
  })
  .refine(({ type, resource }) => type === 'delete' || resource !== undefined);

const link = z
  .strictObject({ label: filled, url, type: z.enum(['absolute', 'smart']), appContext: filled.optional() })
  .refine(({ type, appContext }) => type === 'smart' || appContext === undefined);

const card = z
  .strictObject({
    uuid: z.uuid().optional(),
    summary: filled.refine((text) => text.length < 140 && !text.includes('\n')),
    detail: filled.optional(),
    indicator: z.enum(['info', 'warning', 'critical']),
    source: z.strictObject({ label: filled, url: url.optional(), icon: url.optional(), topic: coding.optional() }),
    suggestions: z
      .array(
        z.strictObject({
          label: filled,
          uuid: z.uuid().optional(),
          isRecommended: z.boolean().optional(),
          actions: z.array(action).min(1).optional(),
        }),
      )
      .min(1)
      .optional(),
    selectionBehavior: z.enum(['at-most-one', 'any']).optional(),
    // of these a display is required
    overrideReasons: z
      .array(coding.required({ display: true }))
      .min(1)
      .optional(),
    links: z.array(link).min(1).optional(),
    extension: extension.optional(),
  })
  .refine(({ suggestions, selectionBehavior }) => suggestions === undefined || selectionBehavior !== undefined);

/** CDS Service Response, HTTP Response. */
export const responseShape = z.strictObject({
  cards: z.array(card),
  systemActions: z.array(action).min(1).optional(),
  extension: extension.optional(),
});
export type Cards = z.infer<typeof responseShape>['cards'];
