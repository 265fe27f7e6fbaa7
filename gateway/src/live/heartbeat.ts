import type { Log } from '@intygsgraf/kernel/server';
import type { Hub } from './hub.ts';

/** Each reader is told "alive" this often, milliseconds. Source: design, §5.5. */
const BEAT = 4_000;
/** The truth is compared this often, milliseconds. */
const PROBE = 2_000;
/**
 * Nobody is told "alive" by what was read longer ago than this, milliseconds: with the 12 s after which an element calls
 * its number old, that is within 15 s of the truth's end.
 */
const FRESH = 2_500;
/** Rights are looked at anew this often for each reader, milliseconds. Source: design, §5.3. */
const RENEWAL = 30_000;
/** Some readers have their turn this often, milliseconds: all at once would hold up what changes. */
const TURN = 100;
/** Each is looked at this often, milliseconds. */
const LOOK = 1_000;
/** Of all readers, those that are told at most in one turn: after a silence all of them are due. */
const SHARE = 1 / 20;
const FEW = 50;
/**
 * A client that has not answered a ping for this long is gone, milliseconds. While the truth cannot be read nobody is
 * pinged, and nobody owes an answer.
 */
const TO_ANSWER = 10_000;

/**
 * Keeps every subscriber honest: compares with the truth and only then says "alive", so that a client that hears
 * nothing knows that what it shows may be old. Ends connections whose user's token ended or whose client is gone.
 */
export function startHeartbeat(hub: Hub, log: Log): { lastBeat(): number; stop(): void } {
  let probing = false;
  let lastBeat = Number.NEGATIVE_INFINITY;

  const probe = async (): Promise<void> => {
    if (probing) return;
    probing = true;
    try {
      await hub.compare();
      lastBeat = performance.now();
    } catch (error) {
      log.warn({ error }, 'no heartbeat: the truth cannot be read');
    } finally {
      probing = false;
    }
  };

  let turn = 0;
  const takeTurn = (): void => {
    turn += 1;
    const [time, now] = [Date.now(), performance.now()];
    let left = now - lastBeat <= FRESH ? Math.max(FEW, hub.readers.size * SHARE) : 0;
    for (const reader of hub.readers) {
      if (left > 0 && reader.user && now - reader.toldAt >= BEAT) {
        left -= 1;
        reader.toldAt = now;
        reader.beat();
      }
      const place = reader.number + turn;
      if (place % (LOOK / TURN) !== 0) continue;
      if (reader.user && reader.user.expiresAt * 1_000 <= time) reader.expire();
      else if (now - reader.owesSince > TO_ANSWER) reader.terminate();
      else if (place % (RENEWAL / TURN) === 0) void hub.renew(reader);
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
