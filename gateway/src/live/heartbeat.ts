import type { Log } from '@intygsgraf/kernel/server';
import type { Hub } from './hub.ts';

/** A sign of life is sent this often, milliseconds, and only just after the truth was read. Source: design, §5.5. */
const BEAT = 4_000;
/** Rights are looked at anew this often for each reader, milliseconds. Source: design, §5.3. */
const RENEWAL = 30_000;
/** Some readers are looked at this often, each once a second, milliseconds: all at once would hold up what changes. */
const TURN = 100;
/**
 * A client that has not answered a ping for this long is gone, milliseconds. While the truth cannot be read nobody is
 * pinged, and nobody owes an answer.
 */
const TO_ANSWER = 10_000;
/** Readers that are written to in one go, a millisecond at most: what changed meanwhile goes out in between. */
const CHUNK = 50;

/**
 * Keeps every subscriber honest: compares with the truth and only then says "alive", so that a client that hears
 * nothing knows that what it shows may be old. Ends connections whose user's token ended or whose client is gone.
 */
export function startHeartbeat(hub: Hub, log: Log): { lastBeat(): number; stop(): void } {
  let beating = false;
  let lastBeat = Number.NEGATIVE_INFINITY;

  const beat = async (): Promise<void> => {
    if (beating) return;
    beating = true;
    try {
      await hub.compare();
      lastBeat = performance.now();
      await beatAll(hub);
    } catch (error) {
      log.warn({ error }, 'no heartbeat: the truth cannot be read');
    } finally {
      beating = false;
    }
  };

  let turn = 0;
  const watch = (): void => {
    turn = (turn + 1) % (RENEWAL / TURN);
    const [time, now] = [Date.now(), performance.now()];
    let place = 0;
    for (const reader of hub.readers) {
      const isSeen = place % (1_000 / TURN) === turn % (1_000 / TURN);
      const isRenewed = place % (RENEWAL / TURN) === turn;
      place += 1;
      if (!isSeen) continue;
      if (reader.user && reader.user.expiresAt * 1_000 <= time) reader.expire();
      else if (now - reader.owesSince > TO_ANSWER) reader.terminate();
      else if (isRenewed) void hub.renew(reader);
    }
  };

  const beats = setInterval(() => void beat(), BEAT);
  const watches = setInterval(watch, TURN);
  return {
    lastBeat: () => lastBeat,
    stop() {
      clearInterval(beats);
      clearInterval(watches);
    },
  };
}

async function beatAll(hub: Hub): Promise<void> {
  let written = 0;
  for (const reader of Array.from(hub.readers)) {
    if (reader.user) reader.beat();
    written += 1;
    if (written % CHUNK === 0) await new Promise(setImmediate);
  }
}
