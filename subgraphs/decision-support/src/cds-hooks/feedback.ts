import { z } from 'zod';
import type { CardFeedback } from '../domain/cds-hooks/feedback.ts';
import { isOwnReason, OVERRIDE_REASONS } from './codes.ts';
import { text } from './request.ts';

/** Longest comment, characters. */
const COMMENT = 2_000;
/** More than a user acts on at once. */
const MOST = 100;

const extension = z.record(z.string(), z.unknown(), 'must be an object').optional();

const reason = z
  .looseObject({ code: text(200), system: text(500), display: text(500).optional() })
  .refine(({ system, code }) => system !== OVERRIDE_REASONS || isOwnReason(code), {
    path: ['code'],
    error: 'must be one of the reasons of the card',
  });

const one = z
  .looseObject({
    card: z.guid('must be a UUID'),
    outcome: z.enum(['accepted', 'overridden']),
    acceptedSuggestions: z
      .array(z.looseObject({ id: z.guid('must be a UUID') }))
      .min(1)
      .max(MOST)
      .optional(),
    overrideReason: z
      .looseObject({ reason: reason.optional(), userComment: text(COMMENT).optional(), extension })
      .refine((told) => Object.keys(told).length > 0, { error: 'must not be empty' })
      .optional(),
    // the time is told in UTC. Source: RFC 3339, section 5.6
    outcomeTimestamp: z.iso.datetime({ offset: true }).regex(/(?:Z|[+-]00:00)$/, 'must be in UTC'),
    extension,
  })
  .refine(({ outcome, acceptedSuggestions }) => outcome !== 'accepted' || acceptedSuggestions !== undefined, {
    path: ['acceptedSuggestions'],
    error: 'must be there when the outcome is accepted',
  });

/** Source: CDS Hooks 2.0, Feedback. */
export const feedbackSchema = z.looseObject({ feedback: z.array(one).min(1).max(MOST), extension });

export const feedbackOf = ({ feedback }: z.infer<typeof feedbackSchema>): CardFeedback[] =>
  feedback.map(({ card, outcome, acceptedSuggestions = [], overrideReason, outcomeTimestamp }) => ({
    card: card.toLowerCase(),
    outcome,
    acceptedSuggestions: acceptedSuggestions.map(({ id }) => id.toLowerCase()),
    reason: overrideReason?.reason
      ? {
          code: overrideReason.reason.code,
          system: overrideReason.reason.system,
          ...(overrideReason.reason.display && { display: overrideReason.reason.display }),
        }
      : null,
    userComment: overrideReason?.userComment ?? null,
    outcomeAt: new Date(outcomeTimestamp),
  }));
