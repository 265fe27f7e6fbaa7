import { DomainError, PRIVILEGES, Protection, type Viewer, visibleProtections } from '@intygsgraf/kernel/domain';

/**
 * All viewers who count alike: the same certificate types, the same protection flags. One count serves the class.
 * Source: domain.md §5.3: "viewer may see type and viewer may see patient".
 */
export interface ViewerClass {
  readonly types: readonly string[];
  readonly protections: readonly Protection[];
}

export const classOf = (viewer: Pick<Viewer, 'role'>): ViewerClass => ({
  types: PRIVILEGES[viewer.role].casesOf,
  protections: visibleProtections(viewer),
});

/** The class as a key that only this subgraph reads; the live hub carries it without knowing what it says. */
export const classKey = ({ types, protections }: ViewerClass): string => `${protections.join('+')}/${types.join('+')}`;

/** Throws BAD_USER_INPUT for a key that `classKey` did not make. */
export function parseClassKey(key: string): ViewerClass {
  const [protections = '', types = ''] = key.split('/');
  const flags = protections.split('+').filter((flag): flag is Protection => Object.hasOwn(Protection, flag));
  const read = { types: types.split('+').filter(Boolean), protections: flags };
  // UNKNOWN is counted for nobody, whoever asks
  if (classKey(read) !== key || flags.length === 0 || flags.includes('UNKNOWN'))
    throw new DomainError('BAD_USER_INPUT', { path: 'class' });
  return read;
}
