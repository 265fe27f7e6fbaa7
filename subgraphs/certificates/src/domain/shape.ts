/** What JSON an answer's value is: a word for a plain value, a list of one for several, a record for a row. */
export type Shape = 'boolean' | 'string' | 'number' | readonly [Shape] | { readonly [member: string]: Shape };

/** Whether a value out of JSON is what it has to be, so that nothing that judges it meets a surprise. */
export function hasShape(shape: Shape, value: unknown): boolean {
  if (typeof shape === 'string') return typeof value === shape;
  if (isList(shape)) return Array.isArray(value) && value.every((part) => hasShape(shape[0], part));
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.entries(shape).every(([member, of]) => hasShape(of, (value as Record<string, unknown>)[member]))
  );
}

const isList = (shape: Shape): shape is readonly [Shape] => Array.isArray(shape);
