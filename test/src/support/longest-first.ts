import path from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest by far: a minute or more, of which much is waiting for processes to end and to start. */
const LONGEST = [
  'faults/signs-are-durable',
  'bad-inputs/bad-inputs',
  'scenarios/person-service-down',
  'contract/check',
  'bench/bench',
  'scenarios/protected-and-unknown-patients',
  'scenarios/live-badge-in-the-demo-journal',
  'scenarios/no-person-where-operators-look',
  'faults/a-message-is-durable',
  'scenarios/live-over-server-sent-events',
  'scenarios/live-badge-in-several-tabs',
  'demo/demo',
  'contract/prints',
  'scenarios/search-diagnoses',
  'scenarios/features-patients',
  'scenarios/one-wall-is-enough',
].map((name) => path.join('test/src', `${name}.test.ts`));

/**
 * Begins with the longest files. Without a run before, Vitest takes the largest for the longest; a short file that
 * starts ten processes then comes last, and the other workers wait for it.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const found = LONGEST.findIndex((name) => moduleId.endsWith(name));
      return found === -1 ? LONGEST.length : found;
    };
    const projects = Map.groupBy(await super.sort(files), ({ project: { name } }) => name);
    return [...projects.values()].flatMap((of) => of.toSorted((a, b) => place(a) - place(b)));
  }
}
