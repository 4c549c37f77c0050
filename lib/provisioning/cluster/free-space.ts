import { readFile, statfs } from 'node:fs/promises';
import path from 'node:path';
import type { ClientBase } from 'pg';
import { readDataDirectory } from '../catalogue/server/read-data-directory';
import { ProvisioningError } from '../provisioning-error';
import type { Room } from './room';

/**
 * Whether a cluster has room for what is about to be built on it. PostgreSQL tells nobody how much of its disk is free,
 * so this looks at the disk itself, and only where the cluster's data provably lies on this machine: its setting names a
 * folder here whose lock file was written by the very server that answers. Everywhere else it says that it cannot tell,
 * and a full disk shows itself as `target_full` in the middle.
 *
 * It is a look and no reservation: builds side by side each see the same room. Quotas of a file system are not seen.
 */

/** Free bytes for an ordinary user on the disk that holds this folder; rejects where the folder cannot be reached. */
export type FreeBytesAt = (folder: string) => Promise<number>;

/** The disk of this machine. */
const freeBytesOfDisk: FreeBytesAt = async (folder) => {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
};

/**
 * What stays free besides, 256 MB: sixteen segments of write-ahead log, which a load writes about as much of as of data
 * and which the server takes back only at the next checkpoint. A data file that meets a full disk fails one statement;
 * a log that meets it stops the server for every sandbox.
 */
const reserveBytes = 256_000_000;

/**
 * Throws `target_full`, with both figures, when less is free than the least that is needed and the reserve. Resolves with
 * null when there is room for the most, and else with a sentence: that space may run out, with both figures, or why nothing
 * can be told. `clearedBytes` is what the caller drops before it writes, and counts as free.
 */
export async function assertRoom(
  cluster: ClientBase,
  { leastBytes, mostBytes }: Room,
  freeBytesAt: FreeBytesAt = freeBytesOfDisk,
  clearedBytes = 0,
): Promise<string | null> {
  const found = await findFreeBytes(cluster, freeBytesAt);
  if (typeof found === 'string') return `Free space cannot be told: ${found}.`;
  const freeBytes = found + clearedBytes;
  const cleared = clearedBytes > 0 ? ', what earlier attempts left included' : '';
  const disk = `on the sandbox cluster, whose disk has ${inUnits(freeBytes)} free${cleared}; ${inUnits(reserveBytes)} must stay free for its log.`;
  if (freeBytes < leastBytes + reserveBytes)
    throw new ProvisioningError('target_full', `This takes at least ${inUnits(leastBytes)} ${disk}`);
  if (freeBytes < mostBytes + reserveBytes)
    return `Space may run out: this takes up to ${inUnits(mostBytes)} ${disk}`;
  return null;
}

/** A number of bytes, or why it cannot be told, as the end of a sentence. */
async function findFreeBytes(cluster: ClientBase, freeBytesAt: FreeBytesAt): Promise<number | string> {
  const { path: folder, holdsDatabases, ...server } = await readDataDirectory(cluster);
  if (folder === null) return 'the role that builds may not see where the cluster keeps its data';
  if (holdsDatabases === null) return 'the cluster has no template0 that databases are made from';
  if (!holdsDatabases) return 'the cluster keeps its databases in a tablespace of their own';
  const freeBytes = (await isDataHere(folder, server)) ? await freeBytesAt(folder).catch(() => null) : null;
  return freeBytes ?? 'the cluster’s data does not lie where this process can see it';
}

function inUnits(bytes: number): string {
  return bytes < 1_000_000_000
    ? `${Math.ceil(bytes / 1_000_000)} MB`
    : `${(bytes / 1_000_000_000).toFixed(1)} GB`;
}

/** How much later than its lock file a server may say it started: it takes its memory in between. */
const startSeconds = 60;

/**
 * Whether this folder of this machine is the data directory of that very server. Its lock file, `postmaster.pid`, tells
 * in the third and fourth line when it was started, in seconds since 1970, and on which port it listens (PostgreSQL's
 * source, `miscadmin.h`, LOCK_FILE_LINE_START_TIME). Another server on an equal path, reached through a tunnel or out of a
 * container, started at another time. False as well where the file cannot be read.
 */
export async function isDataHere(
  folder: string,
  server: { port: number; startedAt: number },
): Promise<boolean> {
  const text = await readFile(path.join(folder, 'postmaster.pid'), 'utf8').catch(() => '');
  const [, , startedAt, port] = text.split('\n').map(Number);
  if (startedAt === undefined || port !== server.port) return false;
  const later = server.startedAt - startedAt;
  return later >= 0 && later < startSeconds;
}
