import type { ScrubPlan, TenantKey } from '../../plan-format/scrub-plan';
import type { Catalogue } from '../catalogue/catalogue';
import { deriveScopes } from './derive-scopes';

/** The plan with the tenant's key and the derived way of every table that has one. Decided scopes stay. Pure. */
export function proposeScopes(plan: ScrubPlan, catalogue: Catalogue, tenant: TenantKey): ScrubPlan {
  const derived = deriveScopes(catalogue, tenant);
  const tables = Object.entries(plan.tables).map(([key, table]) => {
    const scope = table.scope?.decidedBy ? table.scope : derived.get(key)?.scope;
    return [key, scope ? { ...table, scope } : table];
  });
  return { ...plan, tenant, tables: Object.fromEntries(tables) };
}
