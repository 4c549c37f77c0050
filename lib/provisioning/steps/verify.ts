import type { Client } from 'pg';
import type { Build } from '../build';
import { readForeignKeys } from '../catalogue/read-foreign-keys';
import { readTableColumns } from '../catalogue/read-table-columns';
import { dropObject } from '../cluster/drop-object';
import { qualified } from '../copy/copy-rows';
import { findViolation } from '../copy/find-violation';
import { seeingEveryRow } from '../copy/seeing-every-row';
import { ProvisioningError } from '../provisioning-error';
import { configurationTables } from '../sandbox-plan';
import { isMarked, type Step } from '../step';
import { compareDefinitions, describeDifference } from '../structure/fingerprint';
import { listDefinitions } from '../structure/list-definitions';
import { templateName } from '../template-name';

/**
 * Looks at the result as if somebody else had made it: structure equal to production's, every foreign key valid row
 * by row, every table with exactly the rows that the plan says, and all others empty.
 */
export const verify: Step = {
  name: 'verify',
  title: 'Verification',
  isDone: (build) => isMarked(build, 'verify'),
  async run(build) {
    const rows = await check(build).catch(async (thrown: unknown) => {
      // The template may hold the same fault; the next build must not start from it.
      const template = await templateName(build);
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
  const { definitions } = await build.source();
  const differences = compareDefinitions(definitions, await listDefinitions(client, build.schema));
  if (differences.length === 0) return;
  const named = differences.slice(0, 3).map(describeDifference).join('; ');
  throw new ProvisioningError(
    'structure_mismatch',
    `The sandbox differs from production in ${differences.length} objects: ${named}.`,
  );
}

async function checkForeignKeys(build: Build, client: Client): Promise<void> {
  for (const foreignKey of await readForeignKeys(client, build.schema))
    if (await findViolation(client, foreignKey))
      throw new ProvisioningError(
        'data_invalid',
        `Rows of ${foreignKey.child.replace('ONLY ', '')} point to rows that are not there (foreign key ${foreignKey.name}).`,
      );
}

async function checkCounts(build: Build, client: Client): Promise<number> {
  const expected = await expectedCounts(build);
  let total = 0;
  for (const { table, partitioned } of await readTableColumns(client, build.schema)) {
    const found = await countRows(client, build.schema, table, partitioned);
    const wanted = expected.get(table) ?? 0;
    if (found !== wanted)
      throw new ProvisioningError(
        'data_invalid',
        `Table ${table} should hold ${wanted} rows and holds ${found}.`,
      );
    total += found;
  }
  return total;
}

/** Configuration replaces what the seed set brings, hence the order. */
async function expectedCounts(build: Build): Promise<Map<string, number>> {
  const { client } = await build.source();
  const { plan } = build;
  const expected = new Map((plan.seedSet?.tables ?? []).map(({ table, rows }) => [table, rows]));
  const copied = new Set([...plan.product.referenceTables, ...configurationTables(plan)]);
  for (const { table, partitioned } of await readTableColumns(client, plan.source.schema))
    if (copied.has(table))
      expected.set(table, await countRows(client, plan.source.schema, table, partitioned));
  return expected;
}

async function countRows(
  client: Client,
  schema: string,
  table: string,
  partitioned: boolean,
): Promise<number> {
  const { rows } = await client.query<{ count: string }>(
    `SELECT count(*) AS count FROM ${partitioned ? '' : 'ONLY '}${qualified(schema, table)}`,
  );
  return Number(rows[0]?.count);
}
