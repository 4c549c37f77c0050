import type { z } from 'zod';
import { describeWay } from '../../plan-format/describe-scope';
import type { ScrubPlan, TenantKey } from '../../plan-format/scrub-plan';
import type { planRefusal } from '../plan';
import { type ScopeRow, scopeKinds, writeWay } from './scope';

/** Which rows leave a schema that tenants share: the key, and what the plan says of each table. */
export type PlanScopes = { key: TenantKey; tables: ScopeRow[] };

/** Null for a plan that takes all rows. What is undecided or refused stands first, then what leaves whole. Pure. */
export function scopeRows(
  plan: Pick<ScrubPlan, 'tables' | 'tenant'>,
  refusals: readonly z.infer<typeof planRefusal>[],
): PlanScopes | null {
  if (!plan.tenant) return null;
  const tables = Object.entries(plan.tables).map(([table, { scope }]): ScopeRow => {
    const by = scope?.rows === 'tenant' ? scope.by : [];
    return {
      table,
      rows: scope?.rows ?? 'undecided',
      path: by.map((way) => describeWay(way, plan)).join(' or '),
      ways: by.map(writeWay).join('\n'),
      reason: scope?.reason ?? null,
      decidedBy: scope?.decidedBy ?? null,
      refusals: refusals
        .filter((each) => each.table === table && each.column === undefined)
        .map(({ message }) => message),
    };
  });
  const rank = (row: ScopeRow) => (row.refusals.length > 0 ? -1 : scopeKinds.indexOf(row.rows));
  tables.sort((left, right) => rank(left) - rank(right) || left.table.localeCompare(right.table));
  return { key: plan.tenant, tables };
}
