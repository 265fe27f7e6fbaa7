import type { Directory } from '@intygsgraf/kernel/server';

/**
 * How long an answer about the person service stands, milliseconds. With the 2 s that a question to it may take, a count
 * tells of an outage well within the 10 s that are promised; the hub's probe, every 2 s, asks anew whatever stands.
 */
const STANDS = 3_000;

/** Whether the person service answers, known without asking for every count. */
export interface PersonServiceWatch {
  /** As last told, asked for when that is too long ago. */
  answers(): Promise<boolean>;
  /** Asks now. */
  ask(): Promise<boolean>;
}

export function watchPersonService(directory: Pick<Directory, 'personServiceAnswers'>): PersonServiceWatch {
  let known = { at: Number.NEGATIVE_INFINITY, answers: Promise.resolve(false) };
  const ask = (): Promise<boolean> => {
    const answers = directory.personServiceAnswers();
    // a question under way is not yet an answer: until it comes, the last one stands
    void answers.then(() => (known = { at: performance.now(), answers }));
    return answers;
  };
  return { ask, answers: () => (performance.now() - known.at < STANDS ? known.answers : ask()) };
}
