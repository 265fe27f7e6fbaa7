import { AccessError, DomainError, isInScope } from '@intygsgraf/kernel/domain';
import { type Page, parseCursor, type Position } from '../domain/page.ts';
import type { Reading } from './show.ts';

/** Whose certificates or drafts a list holds, and which page of it. */
export interface ListQuery {
  /** HSA-id; all units in the viewer's scope when left out. */
  readonly unit?: string | undefined;
  /** UUID of the patient; everybody when left out. */
  readonly patientId?: string | undefined;
  readonly first: number;
  /** A cursor. */
  readonly after?: string | undefined;
}

/** Most rows of a page. */
const LARGEST_PAGE = 100;

interface Source<Row> {
  /** Rows of these units older than a position, newest first. */
  find(units: string[], after: Position | undefined, limit: number): Promise<readonly Row[]>;
  show(rows: readonly Row[]): Promise<{ shown: Row[]; untold: readonly Row[] }>;
  position(row: Row): Position;
}

/**
 * A page of what the viewer may see, newest first. What is of a patient whom the person service does not know is left
 * out; when it does not answer at all, PU_PROBLEM. What is left out is made good by what comes after: no page ends with,
 * or is short by, something that its reader may not know of. Source: domain.md §2.7, row UNDEFINED.
 */
export async function listPage<Row>(reading: Reading, query: ListQuery, source: Source<Row>): Promise<Page<Row>> {
  const { unit, first, after } = query;
  const viewer = reading.viewer();
  if (unit !== undefined && !isInScope(viewer, unit)) throw new AccessError('FORBIDDEN');
  if (first < 1 || first > LARGEST_PAGE) throw new DomainError('BAD_USER_INPUT', { path: 'first' });
  let last = after === undefined ? undefined : parseCursor(after);
  if (after !== undefined && !last) throw new DomainError('BAD_USER_INPUT', { path: 'after' });
  const units = unit === undefined ? [...viewer.unitsInScope] : [unit];
  const rows: Row[] = [];
  for (;;) {
    const wanted = first - rows.length;
    const found = await source.find(units, last, wanted + 1);
    const page = found.slice(0, wanted);
    const { shown, untold } = await source.show(page);
    if (untold.length > 0 && !(await reading.directory.personServiceAnswers())) throw new AccessError('PU_PROBLEM');
    rows.push(...shown);
    const end = page.at(-1);
    last = end && source.position(end);
    const hasMore = found.length > wanted;
    if (!hasMore || rows.length === first) return { rows, hasMore };
  }
}
