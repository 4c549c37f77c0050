import { readFile } from 'node:fs/promises';
import path from 'node:path';

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
