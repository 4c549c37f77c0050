import type { ScrubPlan, TenantWay } from './scrub-plan';
import { splitKey } from './table-key';

/** Ways to a tenant's key in words, for reviewers and refusals. */

/** `order_id → order.id, then tenant_id`. Stops where the plan says no more. Pure. */
export function describeWay(way: TenantWay, plan: Pick<ScrubPlan, 'tables'>, seen: string[] = []): string {
  const columns = way.columns.join(', ');
  if (!way.references) return columns;
  const { table, columns: referenced } = way.references;
  const [, name = table] = splitKey(table);
  const here = `${columns} → ${name}.${referenced.join(', ')}`;
  const beyond = plan.tables[table]?.scope;
  if (beyond?.rows !== 'tenant' || seen.includes(table)) return here;
  const rest = beyond.by.map((each) => describeWay(each, plan, [...seen, table]));
  return `${here}, then ${rest.join(' or ')}`;
}

/** Which rows of a table leave, in words; null where the plan does not say. */
export function describeScope(table: string, plan: Pick<ScrubPlan, 'tables'>): string | null {
  const scope = plan.tables[table]?.scope;
  if (!scope) return null;
  if (scope.rows === 'reference') return 'all rows, shared by every tenant';
  if (scope.rows === 'exclude') return 'no rows, the structure alone';
  return `the tenant’s rows by ${scope.by.map((way) => describeWay(way, plan)).join(' or ')}`;
}
