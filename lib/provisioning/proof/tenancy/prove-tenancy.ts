import type { Client } from 'pg';
import { escapeIdentifier } from 'pg';
import type { TenancyProof } from '../../../certificate-format/certificate';
import { describeScope } from '../../../plan-format/describe-scope';
import type { ScrubPlan, TenantKey } from '../../../plan-format/scrub-plan';
import type { Catalogue, CatalogueTable } from '../../catalogue/catalogue';
import { plannedTables } from '../../plan-check/drift';
import { setUnlogged } from '../../sessions/set-unlogged';
import type { Sides } from '../compare/compare-columns';
import { only } from '../compare/hash-select';
import { keptKey } from '../compare/told-apart';
import { isTraceable, type OwnerPath, ownerPaths } from './owner-paths';
import { type SchemaName, sameSign } from './owners-select';
import { proveKeys } from './prove-keys';
import { holderName, type OwnersMet, proveOwners } from './prove-owners';

/**
 * That no row of another tenant is in a copy of tables that tenants share. It follows the plan's ways in SQL of its own:
 * by owners in the copy, and by kept keys in both databases. A table that neither can tell about (its key and the
 * columns on its way are masked away) is listed as not shown; its rows were counted like all others.
 */

export type ProvenTenancy = { tables: TenancyProof[]; failures: string[] };

const tenantSetting = (at: number) => `sandgate_proof.tenant_${at + 1}`;
const ownerSetting = (at: number) => `sandgate_proof.owner_${at + 1}`;

/** Gives a session of the source the tenant's key by a way that no log keeps, for as long as it lives. */
async function tellTenant(source: Client, { values }: TenantKey): Promise<string[]> {
  for (const [at, value] of values.entries()) await setUnlogged(source, tenantSetting(at), value);
  return values.map((_, at) => tenantSetting(at));
}

/** Proves one plan on one pair of sessions. Rejects only when a server fails. */
export async function proveTenancy(
  plan: ScrubPlan,
  catalogue: Catalogue,
  sides: Sides,
  options: { targetSchema?: string; seed: bigint; memory: number },
): Promise<ProvenTenancy> {
  if (!plan.tenant) return { tables: [], failures: [] };
  const settings = await tellTenant(sides.source, plan.tenant);
  const schemaName: SchemaName = (schema) => options.targetSchema ?? schema;
  const met: OwnersMet = new Map();
  const holders = new Map<string, OwnerPath>();
  const tables: TenancyProof[] = [];
  for (const table of plannedTables(catalogue)) {
    const scope = plan.tables[table.key]?.scope;
    if (!scope || table.kind === 'f') continue;
    const words = describeScope(table.key, plan) ?? '';
    const proof: TenancyProof = {
      table: table.key,
      rows: scope.rows,
      scope: words,
      shownBy: [],
      strangers: 0,
    };
    const paths = ownerPaths(table, plan, catalogue);
    if (paths.length === 0) {
      tables.push(proof);
      continue;
    }
    for (const path of paths) holders.set(holderName(path), path);
    proof.ownerless = await countOwnerless(sides.source, table, paths);
    if (paths.every((path) => isTraceable(table, path, plan))) {
      proof.shownBy.push('owner');
      proof.strangers = await proveOwners(sides, table, paths, schemaName, met);
    }
    const key = keptKey(table, plan.tables[table.key] ?? { columns: {} });
    if (key) {
      proof.shownBy.push('key');
      const found = await proveKeys(sides, { ...options, table, paths, key, schemaName, settings });
      proof.strangers = Math.max(proof.strangers, found);
    }
    tables.push(proof);
  }
  const failures = [
    ...tables
      .filter(({ strangers }) => strangers > 0)
      .map(({ table, strangers }) => `${table} holds ${strangers} rows that are not this tenant’s.`),
    ...(await ownerFailures(plan, sides.source, holders, met)),
  ];
  return { tables, failures };
}

/** Rows of the source from which every path is cut off at its first step; partitions count with their table. */
async function countOwnerless(source: Client, table: CatalogueTable, paths: OwnerPath[]): Promise<number> {
  const cut = paths.map(({ hops, columns }) => {
    const first = (hops[0]?.from ?? columns).map((name) => `s.${escapeIdentifier(name)} IS NULL`);
    return `(${first.join(' OR ')})`;
  });
  const name = `${only(table)}${escapeIdentifier(table.schema)}.${escapeIdentifier(table.name)}`;
  const { rows } = await source.query<{ n: number }>(
    `SELECT count(*)::float8 AS n FROM ${name} AS s WHERE ${cut.join(' AND ')}`,
  );
  return rows[0]?.n ?? 0;
}

/** One owner in all of the copy, and where the plan keeps the key, the one that the plan names. */
async function ownerFailures(
  plan: ScrubPlan,
  source: Client,
  holders: ReadonlyMap<string, OwnerPath>,
  met: OwnersMet,
): Promise<string[]> {
  const failures: string[] = [];
  for (const [name, owners] of met) {
    const path = holders.get(name);
    if (!path) continue;
    const place = `${path.holder.key} (${path.columns.join(', ')})`;
    if (owners.size > 1) failures.push(`${place} names ${owners.size} tenants in the copy.`);
    const isKept = path.columns.every(
      (column) => plan.tables[path.holder.key]?.columns[column]?.mask?.name === 'keep',
    );
    if (isKept && !(await areTheTenant(owners, source, path)))
      failures.push(`${place} names another tenant in the copy than the plan.`);
  }
  return failures;
}

/** Whether owners, as the copy writes them, are the one that the plan names, in the sense of the columns' own types. */
async function areTheTenant(
  owners: ReadonlySet<string>,
  source: Client,
  { holder, columns }: OwnerPath,
): Promise<boolean> {
  const same = columns.map((name, at) => {
    const type = holder.columns.find((column) => column.name === name)?.type.sql ?? 'pg_catalog.text';
    const value = (setting: string) => `current_setting('${setting}')::${type}`;
    return `${value(ownerSetting(at))} ${sameSign(holder, name)} ${value(tenantSetting(at))}`;
  });
  for (const owner of owners) {
    const values: (string | null)[] = JSON.parse(owner);
    for (const [at, value] of values.entries()) {
      if (value === null) return false;
      await setUnlogged(source, ownerSetting(at), value);
    }
    const { rows } = await source.query<{ same: boolean }>(`SELECT ${same.join(' AND ')} AS same`);
    if (!rows[0]?.same) return false;
  }
  return true;
}
