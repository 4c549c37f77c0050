import type { Client } from 'pg';
import type { Build } from '../build';
import { type CodedCheck, readCodedChecks } from '../catalogue/loading/read-coded-checks';
import { readTableColumns } from '../catalogue/loading/read-table-columns';
import { inTransaction } from '../connect';
import { advanceSequences } from '../copy/advance-sequences';
import { qualified } from '../copy/copy-rows';
import { toProvisioningError } from '../provisioning-error';
import { putBack, validate } from '../snapshot/build/set-checks-aside';
import { isMarked, type Step } from '../step';
import { compareDefinitions } from '../structure/fingerprint';
import { listDefinitions } from '../structure/list-definitions';
import { renameSchema } from '../structure/rename-schema';
import { restoreStructure } from '../structure/restore-structure';

/**
 * Indexes, keys, foreign keys, triggers, rules and policies over the rows that are there by now; then materialized
 * views are filled, checks put back that may read rows of other tables, sequences moved past the rows, and statistics
 * gathered.
 */
export const constraints: Step = {
  name: 'constraints',
  title: 'Indexes and constraints',
  isDone: (build) => isMarked(build, 'constraints'),
  async run(build) {
    const { client: source, definitions, dump } = await build.source();
    const { reprinted } = (await build.mark()) ?? {};
    const sql = await dump('post-data');
    const aside = await readCodedChecks(source, [build.order.source.schema]);
    await build.builder.inside(async (client) => {
      // A crash after the commit below and before the mark leaves everything in place: then there is nothing to add.
      const found = await listDefinitions(client, build.schema);
      if (compareDefinitions(definitions, found, reprinted).length > 0)
        await inTransaction(client, () => addUnderSourceName(build, client, { sql, aside }));
      await advanceSequences(client, build.schema);
      for (const table of tablesWithRows(build, await readTableColumns(client, build.schema)))
        await client.query(`ANALYZE ${qualified(build.schema, table)}`);
    });
    await build.markDone('constraints');
    return { bytes: Buffer.byteLength(sql) };
  },
};

/** The dump speaks of the tenant's schema; the name stands only inside this transaction, where nobody else sees it. */
async function addUnderSourceName(
  build: Build,
  client: Client,
  { sql, aside }: { sql: string; aside: readonly CodedCheck[] },
): Promise<void> {
  const tenant = build.order.source.schema;
  await renameSchema(client, build.schema, tenant);
  await restoreStructure(client, sql);
  await addChecksAgain(client, aside, tenant);
  await renameSchema(client, tenant, build.schema);
}

/** The checks that the structure was made without, asked of all rows. */
async function addChecksAgain(client: Client, aside: readonly CodedCheck[], schema: string): Promise<void> {
  for (const statement of putBack(aside)) await client.query(statement);
  try {
    for (const check of aside) await client.query(validate(check, [schema]));
  } catch (thrown) {
    throw toProvisioningError(thrown, 'target', 'checking what may read rows of other tables');
  }
  await client.query('RESET search_path');
}

function tablesWithRows(build: Build, tables: readonly { table: string }[]): string[] {
  const filled = new Set([
    ...build.order.product.referenceTables,
    ...(build.order.seedSet?.tables ?? []).map(({ table }) => table),
  ]);
  return tables.map(({ table }) => table).filter((table) => filled.has(table));
}
