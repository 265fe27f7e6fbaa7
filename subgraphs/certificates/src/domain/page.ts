import { isUuid } from '@intygsgraf/kernel/domain';

/** Where a certificate stands in a list that is newest first. */
export interface Position {
  readonly signedAt: Date;
  readonly id: string;
}

/** A page of a list; the next one begins after its last row. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly last: Position | undefined;
  readonly hasMore: boolean;
}

export const cursorOf = ({ signedAt, id }: Position): string => `${signedAt.toISOString()}_${id}`;

/** The position that a cursor names; undefined when it is none of ours. */
export function parseCursor(cursor: string): Position | undefined {
  const [time = '', id = ''] = cursor.split('_');
  const signedAt = new Date(time);
  return isUuid(id) && !Number.isNaN(signedAt.getTime()) ? { signedAt, id } : undefined;
}
