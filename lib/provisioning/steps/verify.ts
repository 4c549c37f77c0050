import type { Client, ClientBase } from 'pg';
import type { Build } from '../build';
import { configurationTables } from '../build-order';
import type { TableColumns } from '../catalogue/loading/read-table-columns';
import { readTableColumns } from '../catalogue/loading/read-table-columns';
import { readServer } from '../catalogue/server/read-server';
import { dropObject } from '../cluster/drop-object';
import { localeDifference } from '../cluster/locale-faults';
import { qualified } from '../copy/copy-rows';
import { findViolation } from '../copy/dangling-rows';
import { seeingEveryRow } from '../copy/forced-row-security';
import { ownRowsOf } from '../copy/own-rows';
import { ProvisioningError } from '../provisioning-error';
import { isMarked, type Step } from '../step';
import { compareDefinitions, describeDifference } from '../structure/fingerprint';
import { listDefinitions } from '../structure/list-definitions';

/**
 * Looks at the result as if somebody else had made it: structure equal to production's, every foreign key valid row
 * by row, every table with exactly the rows that the order says, and all others empty.
 */
export const verify: Step = {
  name: 'verify',
  title: 'Verification',
  isDone: (build) => isMarked(build, 'verify'),
  async run(build) {
    const rows = await check(build).catch(async (thrown: unknown) => {
      // The template may hold the same fault; the next build must not start from it.
      const template = await build.template();
      await dropObject(await build.cluster(), build.options.ledger, { kind: 'database', name: template });
      throw thrown;
    });
    await build.markDone('verify', { rows });
    return { detail: `${rows} rows counted.` };
  },
};

/** Returns the number of rows in the sandbox. */
function check(build: Build): Promise<number> {
  return build.builder.inside(async (client) => {
    await checkStructure(build, client);
    return seeingEveryRow(client, build.schema, async () => {
      await checkForeignKeys(build, client);
      return checkCounts(build, client);
    });
  });
}

async function checkStructure(build: Build, client: Client): Promise<void> {
  const { definitions, server } = await build.source();
  const found = await listDefinitions(client, build.schema);
  const there = await readServer(client);
  const difference = localeDifference(server, there);
  if (difference) throw new ProvisioningError('structure_mismatch', difference);
  const { reprinted } = (await build.mark()) ?? {};
  const differences = compareDefinitions(definitions, found, reprinted);
  if (differences.length === 0) return;
  const named = differences.slice(0, 3).map(describeDifference).join('; ');
  throw new ProvisioningError(
    'structure_mismatch',
    `The sandbox differs from production in ${differences.length} objects: ${named}.`,
  );
}

async function checkForeignKeys(build: Build, client: Client): Promise<void> {
  const broken = await findViolation(client, build.schema);
  if (broken)
    throw new ProvisioningError(
      'data_invalid',
      `Rows of ${broken.child} point to rows that are not there (foreign key ${broken.name}).`,
    );
}

async function checkCounts(build: Build, client: Client): Promise<number> {
  const expected = await expectedCounts(build);
  const found = await countRows(client, build.schema, await readTableColumns(client, build.schema));
  for (const [table, rows] of found) {
    const wanted = expected.get(table) ?? 0;
    if (rows !== wanted)
      throw new ProvisioningError(
        'data_invalid',
        `Table ${table} should hold ${wanted} rows and holds ${rows}.`,
      );
  }
  return [...found.values()].reduce((sum, rows) => sum + rows, 0);
}

/** Configuration replaces what the seed set brings, hence the order. */
async function expectedCounts(build: Build): Promise<Map<string, number>> {
  const { client } = await build.source();
  const { order } = build;
  const copied = new Set([...order.product.referenceTables, ...configurationTables(order)]);
  const tables = await readTableColumns(client, order.source.schema);
  const { where } = await ownRowsOf(client, order.source, configurationTables(order));
  const fromSource = await countRows(
    client,
    order.source.schema,
    tables.filter(({ table }) => copied.has(table)),
    where,
  );
  const fromSeedSet = (order.seedSet?.tables ?? []).map(({ table, rows }) => [table, rows] as const);
  return new Map([...fromSeedSet, ...fromSource]);
}

/**
 * The exact number of rows of each table, in one statement; of those in `where` the rows that meet a condition over the
 * alias `src`. Rows of tables that inherit from one are not its own.
 */
async function countRows(
  client: ClientBase,
  schema: string,
  tables: readonly TableColumns[],
  where: ReadonlyMap<string, string> = new Map(),
): Promise<Map<string, number>> {
  if (tables.length === 0) return new Map();
  const counts = tables.map(
    ({ table, partitioned }, at) =>
      `SELECT ${at} AS at, count(*) AS rows FROM ${partitioned ? '' : 'ONLY '}${qualified(schema, table)} AS src WHERE ${where.get(table) ?? 'true'}`,
  );
  const { rows } = await client.query<{ at: number; rows: string }>(counts.join(' UNION ALL '));
  return new Map(rows.map((row) => [tables[row.at]?.table ?? '', Number(row.rows)]));
}
