import type { AgencyMemory } from './memory.ts';
import { judge, readMessageFromCare } from './message-from-care.ts';
import { refusal, type Result } from './soap-result.ts';

/** SendMessageToRecipient 2.1: what comes from care is judged, and kept unless it is refused or known. */
export const takeMessages =
  (memory: AgencyMemory) =>
  (bytes: Uint8Array): Result => {
    const message = readMessageFromCare(bytes);
    const result = message ? judge(memory, message) : refusal('not SendMessageToRecipient');
    if (result.resultCode === 'ERROR') memory.refused.push(result.resultText ?? '');
    if (message && result.resultCode === 'OK') memory.keep(message);
    return result;
  };
