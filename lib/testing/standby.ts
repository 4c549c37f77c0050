import { execFile } from 'node:child_process';
import { chown, mkdtemp, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { startEmbedded } from '../db/embedded';
import { findReplicating } from './servers';

/** A primary and a standby that follows it, for tests of what only a standby does. */
export type Replicated = {
  /** Superuser URLs of the maintenance databases. */
  primaryUrl: string;
  standbyUrl: string;
  /** Resolves once the standby has replayed all that the primary has written. */
  caughtUp(): Promise<void>;
  stop(): Promise<void>;
};

/** Which programs can make a standby on this machine, or a sentence about why there are none. */
export function standbyPrograms(): { programs: string } | { missing: string } {
  const programs = findReplicating();
  if (programs !== null) return { programs };
  const missing =
    'No PostgreSQL with pg_basebackup is installed here (Debian’s packages, or a folder of programs in PG_SERVERS).';
  return { missing };
}

const password = 'test';
const shared = ['fsync=off', 'shared_buffers=32MB', 'wal_level=replica', 'max_wal_senders=4'];

/**
 * Starts both. The standby gives way to its primary at once (`max_standby_streaming_delay = 0`) and does not tell it what it
 * reads, so that any conflict shows itself.
 */
export async function startReplicated(programs: string): Promise<Replicated> {
  const folder = () => mkdtemp(path.join(os.tmpdir(), 'sandgate-standby-'));
  const options = { programs, password };
  const primary = await startEmbedded({ ...options, dataDir: await folder(), settings: shared });
  const { uid, gid } = await stat(primary.dataDir);
  const dataDir = await folder();
  await chown(dataDir, uid, gid);
  await promisify(execFile)(
    path.join(programs, 'pg_basebackup'),
    [
      '-h',
      '127.0.0.1',
      '-p',
      String(primary.port),
      '-U',
      'postgres',
      '-D',
      dataDir,
      '-R',
      '-X',
      'stream',
      '-c',
      'fast',
    ],
    {
      env: { ...process.env, PGPASSWORD: password },
      cwd: '/',
      ...(process.getuid?.() === 0 ? { uid, gid } : {}),
    },
  );
  const standby = await startEmbedded({
    ...options,
    dataDir,
    settings: [...shared, 'hot_standby_feedback=off', 'max_standby_streaming_delay=0'],
  });
  return {
    primaryUrl: primary.url,
    standbyUrl: standby.url,
    caughtUp: () => catchUp(primary.url, standby.url),
    stop: async () => {
      for (const server of [standby, primary]) {
        await server.stop();
        await rm(server.dataDir, { recursive: true, force: true });
      }
    },
  };
}

async function catchUp(primaryUrl: string, standbyUrl: string): Promise<void> {
  const [primary, standby] = [new Client(primaryUrl), new Client(standbyUrl)];
  await Promise.all([primary.connect(), standby.connect()]);
  try {
    const { rows } = await primary.query<{ at: string }>('SELECT pg_current_wal_flush_lsn()::text AS at');
    for (;;) {
      const { rowCount } = await standby.query('SELECT WHERE pg_last_wal_replay_lsn() >= $1', [rows[0]?.at]);
      if (rowCount === 1) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  } finally {
    await Promise.all([primary.end(), standby.end()]);
  }
}
