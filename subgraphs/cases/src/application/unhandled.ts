import { AccessError, type Viewer } from '@intygsgraf/kernel/domain';
import type { Directory, RequestContext, SignedInUser } from '@intygsgraf/kernel/server';
import type { EntityManager } from '@mikro-orm/postgresql';
import {
  addUp,
  type CaseGroup,
  type CertificateGroup,
  NO_NUMBERS,
  type UnhandledCount,
} from '../domain/unhandled-count.ts';
import { classOf, type ViewerClass } from '../domain/viewer-class.ts';
import type { PersonServiceWatch } from './person-service-watch.ts';

/** Only units whose cases the viewer may count; any other is FORBIDDEN, whether it exists or not. */
export function countable(viewer: Viewer, units: readonly string[]): readonly string[] {
  if (!mayCount(viewer, units)) throw new AccessError('FORBIDDEN');
  return units;
}

const mayCount = ({ countableUnits }: Viewer, units: readonly string[]): boolean =>
  units.length > 0 && units.every((unit) => countableUnits.includes(unit));

/** A user, and the units that they would count. */
export interface ClassQuestion extends SignedInUser {
  readonly units: readonly string[];
}

/**
 * How each user counts on the units they name: one class for all of them, undefined for who may not count one of them.
 * One question to the directory for all users.
 */
export async function viewerClasses(
  directory: Pick<Directory, 'viewers'>,
  asked: readonly ClassQuestion[],
): Promise<(ViewerClass | undefined)[]> {
  const viewers = await directory.viewers(asked.map(({ hsaId, unit, session }) => ({ hsaId, unit, session })));
  return asked.map(({ units }, place) => {
    const viewer = viewers[place];
    return viewer && mayCount(viewer, units) ? classOf(viewer) : undefined;
  });
}

export interface Counting extends Pick<RequestContext, 'viewer' | 'counting' | 'today'> {
  readonly personService: PersonServiceWatch;
}

/** The counts of units as the viewer may count them, withheld while the person service does not answer. */
export async function countForViewer(
  { viewer, counting, today, personService }: Counting,
  units: readonly string[],
): Promise<UnhandledCount[]> {
  const answers = await personService.answers();
  return counting((em) => (answers ? countUnhandled(em, units, classOf(viewer()), today) : withholdCounts(em, units)));
}

/** The same where each unit stands for itself: FORBIDDEN in the place of a unit that the viewer may not count. */
export async function countEach(context: Counting, units: readonly string[]): Promise<(UnhandledCount | Error)[]> {
  const allowed = units.filter((unit) => context.viewer().countableUnits.includes(unit));
  const counts = allowed.length > 0 ? await countForViewer(context, allowed) : [];
  const byUnit = new Map(counts.map((count) => [count.hsaId, count]));
  return units.map((unit) => byUnit.get(unit) ?? new AccessError('FORBIDDEN'));
}

/** The epoch and the versions of units; 0 for a unit that never had a case. */
export async function readVersions(em: EntityManager, units: readonly string[]): Promise<Versions> {
  const [read] = await em.execute<{ epoch: string | null; versions: Versions['versions'] }[]>(`select ${VERSIONS}`, [
    listed(units),
  ]);
  return { epoch: read?.epoch ?? '', versions: read?.versions ?? {} };
}

/** HSA-ids have no spaces. */
const listed = (units: readonly string[]): string => units.join(' ');

interface Versions {
  readonly epoch: string;
  /** By unit. */
  readonly versions: Readonly<Record<string, number>>;
}

/** Where units stand, as columns of a statement that takes the listed units, perhaps none. One row, so that thousands of units cost little. */
const VERSIONS = `(select id from cases.epoch limit 1) as epoch,
  (select coalesce(json_object_agg(unit, version), '{}') from cases.unit_version
    where unit = any (string_to_array(?, ' '))) as versions`;

/**
 * The unhandled cases of units as a class of viewers counts them, in the order of the units. `today` in Sweden.
 * One statement reads version and numbers, so both are of the same moment.
 */
export async function countUnhandled(
  em: EntityManager,
  units: readonly string[],
  viewers: ViewerClass,
  today: string,
): Promise<UnhandledCount[]> {
  const { epoch, versions, cases, certificates } = await readGroups(em, units, viewers);
  const numbers = (belongs: (group: { unit: string; careUnit: string }) => boolean) =>
    addUp(cases.filter(belongs), certificates.filter(belongs), today);
  return units.map((hsaId) => ({
    hsaId,
    state: 'CURRENT',
    ...numbers(({ unit, careUnit }) => unit === hsaId || careUnit === hsaId),
    withoutSubUnits: numbers(({ unit }) => unit === hsaId),
    epoch,
    version: versions[hsaId] ?? 0,
  }));
}

/** The same while the person service does not answer: no number, and why. */
export async function withholdCounts(em: EntityManager, units: readonly string[]): Promise<UnhandledCount[]> {
  const { epoch, versions } = await readVersions(em, units);
  return units.map((hsaId) => ({
    hsaId,
    state: 'PU_PROBLEM',
    ...NO_NUMBERS,
    withoutSubUnits: NO_NUMBERS,
    epoch,
    version: versions[hsaId] ?? 0,
  }));
}

type Group = Omit<CaseGroup, 'status'> & { status: CaseGroup['status'] | null; certificates: number };

interface Groups {
  readonly epoch: string | null;
  readonly versions: Readonly<Record<string, number>>;
  readonly groups: readonly Group[];
}

/**
 * Where the units stand, their cases grouped by how those stand, and certificates a unit (the rows without a status).
 * One statement, whose migration has it: each more is a way to the database and back that everybody who watches a unit
 * waits for.
 */
async function readGroups(em: EntityManager, units: readonly string[], { types, protections }: ViewerClass) {
  const [read] = await em.execute<Groups[]>('select * from cases.unhandled_groups(?, ?, ?)', [
    listed(units),
    types.join(' '),
    protections.join(' '),
  ]);
  if (!read) throw new Error('a statement without a row');
  const { epoch, versions, groups } = read;
  const isStanding = (row: Group): row is Group & CaseGroup => row.status !== null;
  return {
    epoch: epoch ?? '',
    versions,
    cases: groups.filter(isStanding),
    certificates: groups.filter((row): row is Group & CertificateGroup => !isStanding(row)),
  };
}
