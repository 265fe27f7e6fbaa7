import { dayInSweden } from '@intygsgraf/kernel/domain';
import { beginTrace } from '@intygsgraf/kernel/server';
import type { Express, Request, RequestHandler, Response } from 'express';
import { forgetOld } from '../application/cds-hooks/forget-old.ts';
import { keepFeedback } from '../application/cds-hooks/keep-feedback.ts';
import { keepCards } from '../application/cds-hooks/shown-cards.ts';
import { createCatalogues } from '../application/registers/catalogues.ts';
import { cardsFor, diagnosesOf } from './answer.ts';
import type { Language } from './card.ts';
import { type ClientOptions, forClients, once, type Work } from './client.ts';
import { type CdsClients, createClientVerifier } from './client-token.ts';
import { forOrigins, jsonBody } from './door.ts';
import { type CdsError, faultsOf, refusal } from './errors.ts';
import { feedbackOf, feedbackSchema } from './feedback.ts';
import { REQUESTS } from './request.ts';
import { discovery, serviceOf } from './services.ts';

/** What an operator says of the services; without it there are none. */
export interface CdsHooksSettings {
  /** Where journal systems find them, without a path: tokens are for addresses below it. */
  readonly baseUrl: string;
  readonly clients: CdsClients;
  /** Origins whose pages may call; none unless they are named. */
  readonly origins: ReadonlySet<string>;
}

interface CdsHooksOptions extends ClientOptions {
  readonly settings: CdsHooksSettings | undefined;
}

const PATH = '/cds-services';
/** How often what is old is forgotten, milliseconds. */
const FORGET_EVERY = 3_600_000;
const NOTHING: CdsHooksSettings = { baseUrl: '', clients: new Map(), origins: new Set() };

const refused =
  (status: number, ...errors: readonly CdsError[]): Work =>
  async () => ({ status, body: { errors } });

/** Swedish unless English is preferred, as the answer then says. */
function languageOf(request: Request<{ id: string }>, response: Response): Language {
  const language = request.acceptsLanguages('sv', 'en') === 'en' ? 'en' : 'sv';
  response.setHeader('content-language', language);
  response.vary('accept-language');
  return language;
}

/** CDS Hooks 2.0: discovery, which is open; services and feedback, which take a journal system's token. */
export function cdsHooksRoutes(app: Express, options: CdsHooksOptions): void {
  const settings = options.settings ?? NOTHING;
  const verify = createClientVerifier(settings.clients);
  const endpoint = (id: string): string => `${settings.baseUrl}${PATH}/${id}`;
  const known: RequestHandler<{ id: string }> = ({ params }, response, next) => {
    if (serviceOf(params.id)) next();
    else response.status(404).json({ errors: [refusal('ID')] });
  };
  // a trace of its own: what a stranger says of traces could spell anything
  app.use(PATH, (_request, response, next) => {
    const answered = new Promise<void>((resolve) => response.once('close', resolve));
    void beginTrace('cds-hooks', {}, async () => {
      next();
      await answered;
    });
  });
  app.use(PATH, ...forOrigins(settings.origins));
  app.get(PATH, (request: Request<{ id: string }>, response) => {
    response.json(options.settings ? discovery(languageOf(request, response)) : { services: [] });
  });
  app.post(
    `${PATH}/:id`,
    known,
    forClients(options, verify, (id) => [endpoint(id)]),
    ...jsonBody,
    once(options, answerHook(options)),
  );
  app.post(
    `${PATH}/:id/feedback`,
    known,
    // the specification calls both the endpoint
    forClients(options, verify, (id) => [endpoint(id), `${endpoint(id)}/feedback`]),
    ...jsonBody,
    once(options, takeFeedback(options)),
  );
  app.all(PATH, onlyBy('GET'));
  app.all([`${PATH}/:id`, `${PATH}/:id/feedback`], onlyBy('POST'));
}

const onlyBy =
  (method: string): RequestHandler =>
  (_request, response) =>
    void response.status(405).setHeader('allow', method).end();

/** POST /cds-services/{id}: cards about the diagnoses of the call. Nothing of the call is kept. */
function answerHook({ clock }: CdsHooksOptions) {
  let forgotten = 0;
  return (request: Request<{ id: string }>, response: Response): Work => {
    const service = serviceOf(request.params.id);
    if (!service) return refused(404, refusal('ID'));
    const read = REQUESTS[service.hook].safeParse(request.body);
    if (!read.success) return refused(400, ...faultsOf(read.error));
    const diagnoses = diagnosesOf(read.data);
    if ('missing' in diagnoses) return refused(412, refusal('CDS_PREFETCH_MISSING', { field: diagnoses.missing }));
    if ('stranger' in diagnoses) return refused(400, refusal('CDS_OTHER_PATIENT', { field: diagnoses.stranger }));
    const language = languageOf(request, response);
    return async (em, client) => {
      const now = clock();
      const today = dayInSweden(now);
      const made = await cardsFor(createCatalogues(em), diagnoses, { hook: service.hook, language });
      const kept = made.map((one) => one.kept);
      await keepCards(em, { client, service: service.id }, kept, today);
      if (now.getTime() - forgotten > FORGET_EVERY) {
        forgotten = now.getTime();
        await forgetOld(em, now, today);
      }
      return { status: 200, body: { cards: made.map(({ card }) => card) } };
    };
  };
}

/** POST /cds-services/{id}/feedback: what became of cards. All of it is kept, or none. */
const takeFeedback =
  ({ clock }: CdsHooksOptions) =>
  ({ body, params: { id: service } }: Request<{ id: string }>): Work => {
    const read = feedbackSchema.safeParse(body);
    if (!read.success) return refused(400, ...faultsOf(read.error));
    const feedback = feedbackOf(read.data);
    return async (em, client) => {
      await keepFeedback(em, { client, service }, feedback, clock());
      return { status: 200, body: { received: feedback.length } };
    };
  };
