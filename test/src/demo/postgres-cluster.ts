import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { postgresBinaries } from './postgres-binaries.ts';
import { ADMIN } from './roles.ts';
import { unprivileged } from './unprivileged.ts';

/** What one server keeps on disk. */
export interface Cluster {
  /** PostgreSQL's own folder. */
  readonly data: string;
  readonly log: string;
  /** The superuser's. */
  readonly password: string;
}

/** Nothing of the shell reaches the server: its texts are in English, its clock in UTC. */
export const environment = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' };

/** The cluster in a folder, if there is one. */
export function findCluster(folder: string): Cluster | undefined {
  const data = path.join(folder, 'data');
  if (!existsSync(data)) return undefined;
  return { data, log: path.join(folder, 'server.log'), password: readFileSync(secretFile(folder), 'utf8').trim() };
}

/** The cluster in a folder, made when there is none. */
export async function openCluster(folder: string, { durable }: { readonly durable: boolean }): Promise<Cluster> {
  const found = findCluster(folder);
  if (found) return found;
  // It gets its name when it is whole: a half-made one is no cluster.
  const unfinished = path.join(folder, 'unfinished');
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  writeFileSync(secretFile(folder), `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  await initialise(folder, unfinished, durable);
  renameSync(unfinished, path.join(folder, 'data'));
  return openCluster(folder, { durable });
}

const secretFile = (folder: string): string => path.join(folder, 'password');

async function initialise(folder: string, data: string, durable: boolean): Promise<void> {
  const secret = secretFile(folder);
  const { initdb } = await postgresBinaries();
  const access = ['-U', ADMIN, '--pwfile', secret, '--auth=scram-sha-256'];
  // PostgreSQL's own, so that text sorts alike on every machine, whatever locales it has
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const given = ['-D', data, ...access, ...locale, '--no-instructions', ...(durable ? [] : ['--no-sync'])];
  const { program, args, ids } = unprivileged(initdb, given);
  if (ids) for (const file of [folder, data, secret]) chownSync(file, ids.uid, ids.gid);
  const made = spawnSync(program, args, { ...ids, cwd: folder, env: environment, encoding: 'utf8' });
  if (made.status !== 0)
    throw new Error(`PostgreSQL could not make its data folder: ${made.error?.message ?? made.stderr.trim()}`);
}

/** What a server says of itself in its postmaster.pid, where it stays when the server is killed. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

const pidFile = ({ data }: Cluster): string => path.join(data, 'postmaster.pid');

export function readPostmaster(cluster: Cluster): Postmaster | undefined {
  if (!existsSync(pidFile(cluster))) return undefined;
  const lines = readFileSync(pidFile(cluster), 'utf8').split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

export const forgetPostmaster = (cluster: Cluster): void => rmSync(pidFile(cluster), { force: true });
