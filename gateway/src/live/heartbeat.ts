import type { Log, UserClaims } from '@intygsgraf/kernel/process';
import type { Sessions } from '../sessions.ts';
import type { Hub } from './hub.ts';
import type { Reader } from './reader.ts';

/** Each reader is told "alive" this often, milliseconds. Source: design, §5.5. */
const BEAT = 4_000;
/** The truth is compared this often, milliseconds. */
const PROBE = 2_000;
/**
 * Nobody is told "alive" by what was read longer ago than this, milliseconds: with the 12 s after which an element calls
 * its number old, that is within 15 s of the truth's end.
 */
const FRESH = 2_500;
/** Rights are looked at anew when the truth says that they may have changed; all the same this often, milliseconds. */
const RENEWAL = 300_000;
/** Some readers have their turn this often, milliseconds: many at once would hold up what changes. */
const TURN = 20;
/** Every reader has a turn this often, milliseconds. */
const ROUND = 500;
/** Readers that have their turn at once, whatever that share is. */
const FEW = 50;
/** To tell everybody "alive" takes this long at least, milliseconds: after a silence all of them are due. */
const TELLING = 3_000;
/** Readers whose rights are looked at anew in one turn, at most. */
const RENEWALS = 20;
/**
 * A client that has not answered a ping for this long is gone, milliseconds. While the truth cannot be read nobody is
 * pinged, and nobody owes an answer.
 */
const TO_ANSWER = 10_000;

/** Whether a reader's rights have to be looked at anew. */
const isDue = ({ rights, renewedAt }: Reader, hub: Hub, now: number): boolean =>
  rights !== hub.rights || now - renewedAt >= RENEWAL;

/**
 * Keeps every subscriber honest: compares with the truth and only then says "alive", so that a client that hears
 * nothing knows that what it shows may be old. Ends connections whose user's token
 * ended, whose session went to another unit, or whose client is gone.
 */
export function startHeartbeat(
  hub: Hub,
  sessions: Pick<Sessions, 'read' | 'hasLeft'>,
  log: Log,
): { lastBeat(): number; stop(): void } {
  let probing = false;
  let lastBeat = Number.NEGATIVE_INFINITY;

  const probe = async (): Promise<void> => {
    if (probing) return;
    probing = true;
    try {
      await Promise.all([hub.compare(), sessions.read()]);
      lastBeat = performance.now();
    } catch (error) {
      log.warn({ error }, 'no heartbeat: the truth cannot be read');
    } finally {
      probing = false;
    }
  };

  const isOver = (user: UserClaims, time: number): boolean => user.expiresAt * 1_000 <= time || sessions.hasLeft(user);

  let round = hub.readers.values();
  const takeTurn = (): void => {
    const [time, now, all] = [Date.now(), performance.now(), hub.readers.size];
    let beats = now - lastBeat <= FRESH ? Math.ceil((all * TURN) / TELLING) : 0;
    let renewals = RENEWALS;
    for (let left = Math.max(FEW, (all * TURN) / ROUND); left > 0; left -= 1) {
      const { value: reader } = round.next();
      if (!reader) {
        round = hub.readers.values();
        return;
      }
      if (reader.user && isOver(reader.user, time)) reader.expire();
      else if (now - reader.owesSince > TO_ANSWER) reader.terminate();
      else if (reader.user) {
        if (beats > 0 && now - reader.toldAt >= BEAT) {
          beats -= 1;
          reader.toldAt = now;
          reader.beat();
        }
        if (renewals > 0 && isDue(reader, hub, now)) {
          renewals -= 1;
          void hub.renew(reader);
        }
      }
    }
  };

  const probes = setInterval(() => void probe(), PROBE);
  const turns = setInterval(takeTurn, TURN);
  return {
    lastBeat: () => lastBeat,
    stop() {
      clearInterval(probes);
      clearInterval(turns);
    },
  };
}
