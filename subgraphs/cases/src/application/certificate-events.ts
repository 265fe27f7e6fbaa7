import { inSession, type Log, type Outbox, type Queue, type SubgraphClient } from '@intygsgraf/kernel/server';
import { type EntityManager, LockMode, type MikroORM } from '@mikro-orm/postgresql';
import { CaseEntity, CertificateProjectionEntity, InboxEntity } from '../database/entities.ts';
import { CERTIFICATE_EVENTS } from '../database/queues.ts';
import { type CertificateEvent, effectOf } from '../domain/certificate-event.ts';
import { raiseVersions } from './unit-version.ts';

export interface HearingEvents {
  /** A pool that no request holds a connection of. */
  readonly orm: MikroORM;
  readonly certificates: SubgraphClient;
  readonly outbox: Outbox;
  readonly queue: Queue;
  readonly log: Log;
}

const system = { scope: 'system' } as const;

/** The channel on which `certificates` hints at an event. */
export const EVENT_CHANNEL = 'certificate-events';

/** Events that are asked for in one go. */
const BATCH = 100;

const EVENTS = `query ($first: Int!) { certificateEvents(first: $first) {
  id certificateId kind at actor careUnit parentId relation } }`;
const HEARD = 'mutation ($ids: [ID!]!) { certificateEventsHeard(ids: $ids) }';

/** Asks for what happened to certificates to be heard; however often it is asked for, it is done once. */
export const hearEvents = ({ orm, queue }: Pick<HearingEvents, 'orm' | 'queue'>): Promise<void> =>
  inSession(orm, system, (em) => queue.send(em, CERTIFICATE_EVENTS, {}, CERTIFICATE_EVENTS));

/** Does what the events of certificates ask for, for as long as the process runs. */
export const startHearing = (hearing: HearingEvents): Promise<void> =>
  hearing.queue.work(CERTIFICATE_EVENTS, async () => {
    while ((await hearSome(hearing)) === BATCH);
  });

/**
 * Hears the oldest events and says so to `certificates`, which tells them until then: at least once each, those of one
 * certificate in their order. One that fails keeps back what comes after it about the same certificate, and nothing else.
 * Answers how many were asked for.
 */
async function hearSome({ orm, certificates, outbox, log }: HearingEvents): Promise<number> {
  type Told = Omit<CertificateEvent, 'at'> & { readonly at: string };
  const answer = await certificates.ask<{ certificateEvents: Told[] }>(EVENTS, { first: BATCH });
  const events = answer.certificateEvents.map((told) => ({ ...told, at: new Date(told.at) }));
  const heard: string[] = [];
  const failed = new Set<string>();
  for (const event of events) {
    if (failed.has(event.certificateId)) continue;
    try {
      await inSession(orm, system, (em) => hear(em, outbox, event));
      heard.push(event.id);
    } catch (error) {
      failed.add(event.certificateId);
      log.warn({ error, kind: event.kind }, 'event not heard');
    }
  }
  if (heard.length > 0) await certificates.ask(HEARD, { ids: heard });
  // rejecting asks the queue to try again
  if (failed.size > 0) throw new Error('some events were not heard');
  return events.length;
}

/** What the event asks for, once: the inbox and the effect are one transaction. */
async function hear(em: EntityManager, outbox: Outbox, event: CertificateEvent): Promise<void> {
  const inbox = em.createQueryBuilder(InboxEntity).insert({ eventId: event.id, at: event.at });
  const { affectedRows } = await inbox.onConflict('eventId').ignore().execute('run');
  if (affectedRows === 0) return;
  if (event.kind === 'CERTIFICATE_REVOKED') await revoked(em, outbox, event);
  const about = event.parentId ? await locked(em, event.parentId) : null;
  if (about) await changeCases(em, about.id, effectOf(event, about).onParent);
}

/** The projection, locked: who stores a message about the certificate meanwhile waits, and then knows. */
const locked = (em: EntityManager, id: string) =>
  em.findOne(CertificateProjectionEntity, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });

async function revoked(em: EntityManager, outbox: Outbox, event: CertificateEvent): Promise<void> {
  const { certificateId, at } = event;
  const certificate = await locked(em, certificateId);
  if (!certificate) return;
  await em.nativeUpdate(CertificateProjectionEntity, { id: certificateId }, { revoked: true });
  await outbox.cancel(em, certificateId, at);
  await changeCases(em, certificateId, effectOf(event, certificate).onCertificate);
}

/** Changes the cases of a certificate that an effect is about, and the counts of their unit. */
async function changeCases(
  em: EntityManager,
  certificateId: string,
  effect: ReturnType<typeof effectOf>['onParent'],
): Promise<void> {
  if (!effect) return;
  const cases = await em.find(
    CaseEntity,
    { certificateId, ...effect.of },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  for (const found of cases) em.assign(found, effect.change(found));
  await em.flush();
  await raiseVersions(
    em,
    cases.flatMap(({ unit, careUnit }) => [unit, careUnit]),
  );
}
