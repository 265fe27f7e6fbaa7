import { isUuid } from '@intygsgraf/kernel/domain';

/** Where something stands in a list that is newest first: by when it came to be, then by id. */
export interface Position {
  readonly at: Date;
  readonly id: string;
}

/** A page of a list; the next one begins after its last row. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly hasMore: boolean;
}

export const cursorOf = ({ at, id }: Position): string => `${at.toISOString()}_${id}`;

/** The position that a cursor names; undefined when it is none of ours. */
export function parseCursor(cursor: string): Position | undefined {
  const [time = '', id = ''] = cursor.split('_');
  const at = new Date(time);
  return isUuid(id) && !Number.isNaN(at.getTime()) ? { at, id } : undefined;
}
