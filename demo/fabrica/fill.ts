import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { plantCanaries } from './canaries';
import { productionTenants, type TenantPlan } from './rows/plan';
import { tenantTables } from './rows/tenant-tables';
import { fabricaStructure } from './structure';
import { copyRows } from './writing/copy-rows';

/**
 * Fills fabrica's production database: one schema per tenant, each made in one transaction, so that a killed fill
 * leaves a tenant whole or absent. A comment on the schema names the version of structure and data; where it is the
 * present one the schema is left as it is, else it is dropped and made again.
 */

export type FillProgress = { tenant: string; table: string; rows: number };
export type FilledTenant = { tenant: string; rows: number; made: boolean; tookMs: number };

export type FillOptions = {
  /** The production database, as a role that may create schemas in it. */
  url: string;
  /** An existing role that may then read everything, sequences included. */
  reader?: string;
  onProgress?: (progress: FillProgress) => void;
  /** Which tenants; all of them unless told. */
  tenants?: readonly TenantPlan[];
};

/**
 * Makes what is missing and returns what each tenant holds; `made` says whether it was built now. May be repeated, and
 * two at once wait for each other. Fails with PostgreSQL's error and leaves finished tenants in place.
 */
export async function fillFabrica({
  url,
  reader,
  onProgress,
  tenants,
}: FillOptions): Promise<FilledTenant[]> {
  const client = new Client({ connectionString: url, application_name: 'fabrica fill' });
  await client.connect();
  try {
    const filled: FilledTenant[] = [];
    for (const plan of tenants ?? productionTenants) {
      filled.push(await fillTenant(client, plan, reader, onProgress));
    }
    return filled;
  } finally {
    await client.end();
  }
}

async function fillTenant(
  client: Client,
  plan: TenantPlan,
  reader: string | undefined,
  onProgress: FillOptions['onProgress'],
): Promise<FilledTenant> {
  const startedMs = performance.now();
  await client.query('BEGIN');
  try {
    await client.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [
      `fabrica fill ${plan.name}`,
    ]);
    const present = await findMarker(client, plan.name);
    const made = present?.version !== currentVersion();
    const rows = made ? await buildTenant(client, plan, onProgress) : present.rows;
    if (reader) await grantReader(client, plan.name, reader);
    await client.query('COMMIT');
    return { tenant: plan.name, rows, made, tookMs: Math.round(performance.now() - startedMs) };
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
}

async function buildTenant(
  client: Client,
  plan: TenantPlan,
  onProgress: FillOptions['onProgress'],
): Promise<number> {
  const schema = escapeIdentifier(plan.name);
  const structure = fabricaStructure();
  await client.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE; CREATE SCHEMA ${schema}`);
  await client.query(`SET LOCAL search_path = ${schema}; SET LOCAL maintenance_work_mem = '128MB'`);
  await client.query(structure.tables);
  let total = 0;
  for (const table of tenantTables(plan)) {
    const rows = await copyRows(client, table);
    total += rows;
    onProgress?.({ tenant: plan.name, table: table.table, rows });
  }
  await plantCanaries(client, plan.name);
  await client.query(structure.rules);
  await client.query('SELECT refresh_search()');
  await setSequences(client, plan.name);
  await analyzeTables(client, plan.name);
  const marker = `Fabrica tenant, ${currentVersion()}, ${total} rows`;
  await client.query(`COMMENT ON SCHEMA ${schema} IS ${escapeLiteral(marker)}`);
  return total;
}

/** Every sequence that a column owns continues after the column's greatest value. */
async function setSequences(client: Client, schema: string): Promise<void> {
  const { rows } = await client.query<{ sequence: string; table: string; column: string }>(
    `SELECT s.oid::regclass::text AS sequence, t.oid::regclass::text AS table, quote_ident(a.attname) AS column
     FROM pg_class s
     JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = s.oid AND d.deptype IN ('a', 'i')
                     AND d.refclassid = 'pg_class'::regclass
     JOIN pg_class t ON t.oid = d.refobjid
     JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
     WHERE s.relkind = 'S' AND s.relnamespace = $1::regnamespace`,
    [escapeIdentifier(schema)],
  );
  const calls = rows.map(({ sequence, table, column }) => {
    return `SELECT setval(${escapeLiteral(sequence)}, max(${column})) FROM ${table} HAVING max(${column}) IS NOT NULL`;
  });
  await client.query(calls.join(';\n'));
}

async function analyzeTables(client: Client, schema: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT oid::regclass::text AS name FROM pg_class
     WHERE relnamespace = $1::regnamespace AND (relkind IN ('p', 'm') OR relkind = 'r' AND NOT relispartition)`,
    [escapeIdentifier(schema)],
  );
  await client.query(`ANALYZE ${rows.map(({ name }) => name).join(', ')}`);
}

async function findMarker(client: Client, schema: string): Promise<{ version: string; rows: number } | null> {
  const { rows } = await client.query<{ comment: string | null }>(
    `SELECT obj_description(oid, 'pg_namespace') AS comment FROM pg_namespace WHERE nspname = $1`,
    [schema],
  );
  const match = /^Fabrica tenant, (.+), (\d+) rows$/.exec(rows[0]?.comment ?? '');
  return match?.[1] === undefined ? null : { version: match[1], rows: Number(match[2]) };
}

/** A digest of the structure and of all that generates rows, so that a change to either is noticed by itself. */
function currentVersion(): string {
  const folder = import.meta.dirname;
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(sql|ts)$/.test(name) && !/\.test\.ts$/.test(name) && !name.startsWith('seed-sets'))
    .map((name) => name.replaceAll('\\', '/'))
    .sort();
  const digest = createHash('sha256');
  for (const name of sources) digest.update(name).update(readFileSync(join(folder, name)));
  return `version ${digest.digest('hex').slice(0, 16)}`;
}

async function grantReader(client: Client, schema: string, reader: string): Promise<void> {
  const namespace = escapeIdentifier(schema);
  const role = escapeIdentifier(reader);
  await client.query(`
    GRANT USAGE ON SCHEMA ${namespace} TO ${role};
    GRANT SELECT ON ALL TABLES IN SCHEMA ${namespace} TO ${role};
    GRANT SELECT ON ALL SEQUENCES IN SCHEMA ${namespace} TO ${role}`);
}
