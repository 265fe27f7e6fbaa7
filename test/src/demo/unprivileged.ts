import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** How to run a program that refuses to be run by root. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  /** The user to run it as, where it has to be another one: that user must own what the program writes. */
  readonly ids: { readonly uid: number; readonly gid: number } | undefined;
}

/**
 * PostgreSQL refuses root. A user namespace in which root looks like `nobody` satisfies it, needs no system user, and
 * leaves every file root's, so that a checkout under a folder closed to others works too. `unshare` replaces itself by
 * the program: same process id. Where namespaces are not allowed (some containers), the program runs as `nobody`.
 */
export function unprivileged(program: string, args: readonly string[]): Command {
  if (process.getuid?.() !== 0) return { program, args, ids: undefined };
  const ids = nobody();
  const namespace = ['--user', `--map-user=${ids.uid}`, `--map-group=${ids.gid}`];
  const allowed = spawnSync('unshare', [...namespace, 'true']).status === 0;
  return allowed
    ? { program: 'unshare', args: [...namespace, program, ...args], ids: undefined }
    : { program, args, ids };
}

function nobody(): { uid: number; gid: number } {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('nobody:'));
  const [, , uid = '65534', gid = '65534'] = line?.split(':') ?? [];
  return { uid: Number(uid), gid: Number(gid) };
}
