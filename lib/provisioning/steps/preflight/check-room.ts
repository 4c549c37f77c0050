import type { Client } from 'pg';
import { tableKey } from '../../../plan-format/table-key';
import type { Build } from '../../build';
import { readDiskUse } from '../../catalogue/read-disk-use';
import { assertRoom } from '../../cluster/free-space';
import { findObjects } from '../../cluster/remove-objects';
import { type Room, roomFor, roomOfCopies } from '../../cluster/room';
import { errorCodeOf } from '../../provisioning-error';
import { weighPlan } from '../../snapshot/plan/weigh-plan';

/** What a build leaves on the cluster: the sandbox, and the sealed copy that a reset returns to. */
const databasesMade = 2;

/**
 * Refuses with `target_full` what will not fit on the cluster's disk, as far as it is known beforehand: rows of a seed
 * set, of a configuration and of tables that leave in part are not weighed. What an earlier run of this attempt has
 * written counts as there, and what earlier attempts have left as free: the next step removes it. Resolves with what is
 * to be said of it, as a sentence, or null.
 */
export async function checkRoom(build: Build, cluster: Client): Promise<string | null> {
  const { written, cleared } = await bytesThere(build, cluster);
  return assertRoom(cluster, await roomNeeded(build, cluster, written), build.options.freeBytesAt, cleared);
}

/** What this attempt has written already, and what `clear` is about to remove, which finds it in the same way. */
async function bytesThere({ order, options }: Build, cluster: Client) {
  const objects = await findObjects(cluster, options, order.copyId);
  const databases = objects.filter(({ kind, exists }) => kind === 'database' && exists);
  const sizeWhere = (isMeant: (attempt: number) => boolean) => {
    const meant = databases.filter((database) => isMeant(database.attempt));
    return sizeOf(
      cluster,
      meant.map(({ name }) => name),
    );
  };
  return {
    written: await sizeWhere((attempt) => attempt === order.attempt),
    cleared: await sizeWhere((attempt) => attempt < order.attempt),
  };
}

async function roomNeeded(build: Build, cluster: Client, written: number): Promise<Room> {
  const { scrubPlan, source, product } = build.order;
  const { client } = await build.source();
  if (scrubPlan) return roomOfCopies(databasesMade, await weighPlan(client, scrubPlan), written);
  const template = await sizeOf(cluster, [await build.template()]);
  if (template > 0)
    return roomOfCopies(databasesMade, { leastBytes: template, mostBytes: template }, written);
  const used = await readDiskUse(client, [source.schema]);
  const reference = product.referenceTables.flatMap(
    (table) => used.get(tableKey(source.schema, table)) ?? [],
  );
  // The first of its kind leaves a template behind as well.
  return roomOfCopies(databasesMade + 1, roomFor(reference), written);
}

/** What those of the databases that exist take on disk; the provisioner owns them, and so may ask. */
async function sizeOf(cluster: Client, names: string[]): Promise<number> {
  try {
    const { rows } = await cluster.query<{ bytes: number | null }>(
      'SELECT sum(pg_catalog.pg_database_size(oid))::float8 AS bytes FROM pg_catalog.pg_database WHERE datname = ANY ($1)',
      [names],
    );
    return rows[0]?.bytes ?? 0;
  } catch (thrown) {
    // invalid_catalog_name: one was dropped a moment ago, as unused templates are.
    if (errorCodeOf(thrown) === '3D000') return 0;
    throw thrown;
  }
}
