/** How far an import through the graph has come. */
export const ImportState = {
  /** It reads or stores; nothing of it is to be seen before its end. */
  RUNNING: 'RUNNING',
  /** It is over: the edition is in, or was in already. */
  DONE: 'DONE',
  /** The files or the edition are wrong; nothing changed. */
  REFUSED: 'REFUSED',
  /** It broke off, or its process ended; nothing changed. */
  FAILED: 'FAILED',
} as const;
export type ImportState = keyof typeof ImportState;

/** A running import says that it lives this often, milliseconds. */
export const SIGN_OF_LIFE = 1_000;
/** Without a sign for so long its process is taken to have ended, milliseconds. */
const LONGEST_SILENCE = 60_000;

/** What an import's row says at a moment: one whose process ended cannot say so itself. */
export const stateAt = ({ state, seenAt }: { readonly state: ImportState; readonly seenAt: Date }, now: Date) =>
  state === 'RUNNING' && now.getTime() - seenAt.getTime() > LONGEST_SILENCE ? ImportState.FAILED : state;
