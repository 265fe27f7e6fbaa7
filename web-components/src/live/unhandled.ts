/** The subscription, word for word as the gateway has it among its persisted documents. */
export const DOCUMENT =
  'subscription UnhandledCases($units: [ID!]!) { unhandled(units: $units) { hsaId state total complement answer read waiting certificates overdue withoutSubUnits { total complement answer read waiting certificates overdue } epoch version } }';

/** The numbers of a unit, in the order in which they are shown. */
export const KINDS = ['total', 'complement', 'answer', 'read', 'waiting', 'certificates', 'overdue'] as const;
export type Kind = (typeof KINDS)[number];

/** Unhandled cases (ohanterade ärenden), divided by what is to be done. */
export type Breakdown = Readonly<Record<Kind, number>>;

/** What the graph says of one unit: the whole value, never a difference. */
export type UnitCount = {
  readonly hsaId: string;
  readonly epoch: string;
  readonly version: number;
} & (
  | (Breakdown & { readonly state: 'CURRENT'; readonly withoutSubUnits: Breakdown })
  /** The person service (PU) does not say who is protected: no number can be trusted, and none is sent. */
  | { readonly state: 'PU_PROBLEM' }
);

/** The newer of what is known and what arrived: within an epoch a lower version is an older truth, however late it comes. */
export const newer = (known: UnitCount | undefined, arrived: UnitCount): UnitCount =>
  known?.epoch === arrived.epoch && known.version > arrived.version ? known : arrived;

/** The sum over units; null when one of them has no numbers, for a partial sum would lie. */
export function sum(counts: readonly UnitCount[], withoutSubUnits: boolean): Breakdown | null {
  const parts = counts.flatMap((count) =>
    count.state === 'CURRENT' ? [withoutSubUnits ? count.withoutSubUnits : count] : [],
  );
  if (!parts.length || parts.length < counts.length) return null;
  const total = (kind: Kind) => parts.reduce((before, part) => before + part[kind], 0);
  return Object.fromEntries(KINDS.map((kind) => [kind, total(kind)])) as Breakdown;
}
