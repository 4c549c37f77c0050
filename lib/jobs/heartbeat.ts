import os from 'node:os';
import pg from 'pg';
import { clock } from '../clock';
import { env } from '../env';
import { log } from '../log';
import { deferred } from './deferred';

/**
 * Sign of life of a web server or worker: a row that it renews every two seconds (HEARTBEAT_SECONDS) by the database's
 * clock. Whoever is silent for ten (SILENCE_SECONDS) is dead to the others (sweep.ts). A worker must behave so itself: `onLost` is
 * called, and it beats no more, when its row was taken away or could not be renewed for as long by its own clock. Nobody
 * takes over what a web server does: without `onLost` it goes on trying, and its row comes back after an outage.
 *
 * The row is written over a connection of its own, so that a pool full of busy jobs never silences a healthy process.
 */

export const beatEveryMs = (): number => env().HEARTBEAT_SECONDS * 1_000;

/**
 * Five beats missed where nothing else is set. Shorter, and a long garbage collection kills workers; longer, and work
 * waits for nothing.
 */
export const silentAfterMs = (): number => env().SILENCE_SECONDS * 1_000;

/**
 * Three beats' time from the first to the last of them. After an outage of the database everyone looks silent; by then each
 * living process has had its next beat, even one whose last try was just about to time out.
 */
const steadyAfterBeats = 4;

export type Heartbeat = {
  /** Resolves once the first beat is in the database. */
  arrived: Promise<void>;
  /** True once enough beats in a row arrived: this process may judge the silence of others. */
  isSteady: () => boolean;
  /** Takes the row away and closes the connection; safe to call twice. */
  stop: () => Promise<void>;
};

export type HeartbeatOptions = {
  url: string;
  /** Unique to this life of the process; the queue's locks carry it. */
  id: string;
  kind: 'web' | 'worker';
  /** Left out where there is nothing to give up. */
  onLost?: () => void;
};

const insert = `
  INSERT INTO "Heartbeat" ("id", "kind", "host", "pid", "startedAt", "beatAt")
  VALUES ($1, $2, $3, $4, clock_timestamp() AT TIME ZONE 'UTC', clock_timestamp() AT TIME ZONE 'UTC')
  ON CONFLICT ("id") DO UPDATE SET "beatAt" = excluded."beatAt"`;
const renew = `UPDATE "Heartbeat" SET "beatAt" = clock_timestamp() AT TIME ZONE 'UTC' WHERE "id" = $1`;

/** Starts beating; the first beat is awaited when the database can be reached. Never rejects. */
export async function startHeartbeat(options: HeartbeatOptions): Promise<Heartbeat> {
  const { url, id, kind } = options;
  const limits = { connectionTimeoutMillis: beatEveryMs() * 2, query_timeout: beatEveryMs() * 2 };
  const pool = new pg.Pool({
    connectionString: url,
    max: 1,
    application_name: `sandgate ${kind}`,
    ...limits,
  });
  pool.on('error', () => undefined);
  let isThere = false;
  let streak = 0;
  let lastArrived = clock.elapsed();
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const first = deferred<void>();

  const lose = (): void => {
    isThere = false;
    if (stopped || !options.onLost) return;
    stopped = true;
    options.onLost();
  };
  const beat = async (): Promise<void> => {
    try {
      const { rowCount } = isThere
        ? await pool.query(renew, [id])
        : await pool.query(insert, [id, kind, os.hostname(), process.pid]);
      if (rowCount === 0) return lose();
      isThere = true;
      first.resolve();
      streak += 1;
      lastArrived = clock.elapsed();
    } catch (error) {
      streak = 0;
      log.warn({ error, kind }, 'a heartbeat did not arrive');
      if (isThere && clock.elapsed() - lastArrived > silentAfterMs()) lose();
    }
  };
  const loop = async (): Promise<void> => {
    await beat();
    if (!stopped) timer = setTimeout(loop, beatEveryMs());
  };
  await loop();
  let ending: Promise<void> | undefined;
  const end = async (): Promise<void> => {
    stopped = true;
    clearTimeout(timer);
    await pool.query('DELETE FROM "Heartbeat" WHERE "id" = $1', [id]).catch(() => undefined);
    await pool.end();
  };
  return {
    arrived: first.promise,
    isSteady: () => streak >= steadyAfterBeats,
    stop: () => {
      ending ??= end();
      return ending;
    },
  };
}
