import type { Client } from 'pg';
import { escapeIdentifier } from 'pg';
import { clock } from '@/lib/clock';
import { addressOf, databaseOf } from '../../address';
import type { Server } from '../../catalogue/server/read-server';
import { createSealedDatabase } from '../../cluster/create-database';
import { assertRoom, type FreeBytesAt } from '../../cluster/free-space';
import type { Room } from '../../cluster/room';
import { withConnection } from '../../connect';
import { buildingName } from '../../names';
import { ProvisioningError, toProvisioningError } from '../../provisioning-error';

/**
 * A database that exists whole or not at all: it is filled under another name, to which nobody but its owner may
 * connect, and renamed when the work is done. The name depends on the target's alone, so whoever tries again finds what
 * a killed attempt left and drops it first.
 *
 * Two attempts at one target exclude each other by an advisory lock in the maintenance database, which the server gives
 * back when the attempt's session ends, however it ends.
 */

const waitForLockMs = 15_000;

/** What the database is made for: a source that encodes and orders text like this, and the room that it takes. */
export type Content = { like: Server; room: Room; freeBytesAt?: FreeBytesAt };

/**
 * Creates the database that `targetUrl` names for this content, and lets `fill` write into it. Resolves with what `fill`
 * gave once the database bears its name. When anything fails nothing is left, and the error is passed on. Refuses with
 * `target_not_empty` where the database exists, and with `target_full` where even the least of it does not fit.
 * Needs CREATEDB.
 */
export async function buildDatabase<T>(
  targetUrl: string,
  { like, room, freeBytesAt }: Content,
  fill: (url: string) => Promise<T>,
): Promise<T> {
  const target = databaseOf(targetUrl);
  const building = buildingName(target);
  const url = addressOf(targetUrl, { database: building });
  const options = { side: 'target', applicationName: 'sandgate', database: 'postgres' } as const;
  return withConnection(targetUrl, options, async (cluster) => {
    await lockTarget(cluster, building);
    await assertFree(cluster, target);
    try {
      await drop(cluster, building);
      await assertRoom(cluster, room, freeBytesAt);
      await createSealedDatabase(cluster, building, { like });
      await cluster.query(`REVOKE CONNECT, TEMPORARY ON DATABASE ${escapeIdentifier(building)} FROM PUBLIC`);
      await cluster.query(`ALTER DATABASE ${escapeIdentifier(building)} ALLOW_CONNECTIONS true`);
      const result = await fill(url);
      await rename(cluster, building, target);
      return result;
    } catch (thrown) {
      await drop(cluster, building).catch(() => undefined);
      throw nameServerError(thrown);
    }
  });
}

async function lockTarget(cluster: Client, building: string): Promise<void> {
  const deadline = clock.elapsed() + waitForLockMs;
  for (;;) {
    const { rows } = await cluster.query<{ got: boolean }>(
      `SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS got`,
      [building],
    );
    if (rows[0]?.got) return;
    if (clock.elapsed() > deadline)
      throw new ProvisioningError('object_in_use', 'Another copy is being made into this target.');
    await clock.sleep(250);
  }
}

async function assertFree(cluster: Client, target: string): Promise<void> {
  const { rowCount } = await cluster.query('SELECT FROM pg_database WHERE datname = $1', [target]);
  if (rowCount) throw new ProvisioningError('target_not_empty', `The database "${target}" exists already.`);
}

/** Sessions that were cut may take a moment to leave, so dropping is tried for a while. */
async function drop(cluster: Client, name: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await cluster.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`);
      return;
    } catch (thrown) {
      if (attempt === 5) throw thrown;
      await clock.sleep(200 * attempt);
    }
  }
}

async function rename(cluster: Client, from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await cluster.query(`ALTER DATABASE ${escapeIdentifier(from)} RENAME TO ${escapeIdentifier(to)}`);
      return;
    } catch (thrown) {
      const failure = toProvisioningError(thrown, 'target', 'publishing the database');
      if (failure.code !== 'object_in_use' || attempt === 10) throw failure;
      await clock.sleep(200);
    }
  }
}

/** What `fill` throws is named by itself; only the server's own errors need a name here. */
function nameServerError(thrown: unknown): unknown {
  const isServers = thrown instanceof Error && 'severity' in thrown;
  return isServers ? toProvisioningError(thrown, 'target', 'making the target database') : thrown;
}
