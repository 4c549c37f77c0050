import { escapeIdentifier } from 'pg';
import type { ScrubPlan } from '../../../plan-format/scrub-plan';
import type { Catalogue, CatalogueTable } from '../../catalogue/catalogue';
import { fromTable } from '../../tenant/row-condition';
import { plannedTables } from '../drift';

/**
 * The statement that counts, as `n`, the rows of a table whose own columns on each way to the tenant's key hold a NULL:
 * they are nobody's and stay behind. Null where no such row can exist, or not all ways begin with a column that may be
 * NULL. Rows that only refer to such rows are not among them.
 */
function ownerlessCount(table: CatalogueTable, plan: ScrubPlan): string | null {
  const scope = plan.tables[table.key]?.scope;
  if (scope?.rows !== 'tenant' || table.kind === 'f') return null;
  const mayBeNull = (name: string) => table.columns.some((each) => each.name === name && !each.notNull);
  const ways = scope.by.map(({ columns }) => columns.filter(mayBeNull));
  if (ways.some((columns) => columns.length === 0)) return null;
  const unknown = ways.map(
    (columns) => `(${columns.map((name) => `src.${escapeIdentifier(name)} IS NULL`).join(' OR ')})`,
  );
  return `SELECT count(*)::float8 AS n FROM ${fromTable(table)} AS src WHERE ${unknown.join(' AND ')}`;
}

/** Those statements by table; empty for a plan that does not tell tenants apart. Pure. */
export function ownerlessCounts(plan: ScrubPlan, catalogue: Catalogue): { table: string; sql: string }[] {
  if (!plan.tenant) return [];
  return plannedTables(catalogue).flatMap((table) => {
    const sql = ownerlessCount(table, plan);
    return sql === null ? [] : { table: table.key, sql };
  });
}
