import type { Client } from 'pg';
import type { Build } from '../build';
import { readTableColumns } from '../catalogue/loading/read-table-columns';
import { inTransaction } from '../connect';
import { advanceSequences } from '../copy/advance-sequences';
import { qualified } from '../copy/copy-rows';
import { isMarked, type Step } from '../step';
import { structureFingerprint } from '../structure/fingerprint';
import { renameSchema } from '../structure/rename-schema';
import { restoreStructure } from '../structure/restore-structure';

/**
 * Indexes, keys, foreign keys, triggers, rules and policies over the rows that are there by now; then materialized
 * views are filled, sequences moved past the rows, and statistics gathered.
 */
export const constraints: Step = {
  name: 'constraints',
  title: 'Indexes and constraints',
  isDone: (build) => isMarked(build, 'constraints'),
  async run(build) {
    const { fingerprint, dump } = await build.source();
    const sql = await dump('post-data');
    await build.builder.inside(async (client) => {
      // A crash after the commit below and before the mark leaves everything in place: then there is nothing to add.
      if ((await structureFingerprint(client, build.schema)) !== fingerprint)
        await inTransaction(client, () => addUnderSourceName(build, client, sql));
      await advanceSequences(client, build.schema);
      for (const table of tablesWithRows(build, await readTableColumns(client, build.schema)))
        await client.query(`ANALYZE ${qualified(build.schema, table)}`);
    });
    await build.markDone('constraints');
    return { bytes: Buffer.byteLength(sql) };
  },
};

/** The dump speaks of the tenant's schema; the name stands only inside this transaction, where nobody else sees it. */
async function addUnderSourceName(build: Build, client: Client, sql: string): Promise<void> {
  const tenant = build.plan.source.schema;
  await renameSchema(client, build.schema, tenant);
  await restoreStructure(client, sql);
  await renameSchema(client, tenant, build.schema);
}

function tablesWithRows(build: Build, tables: readonly { table: string }[]): string[] {
  const filled = new Set([
    ...build.plan.product.referenceTables,
    ...(build.plan.seedSet?.tables ?? []).map(({ table }) => table),
  ]);
  return tables.map(({ table }) => table).filter((table) => filled.has(table));
}
