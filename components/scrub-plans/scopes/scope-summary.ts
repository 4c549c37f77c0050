import { type ScopeRow, scopeKinds, scopeLabels } from '@/lib/scrub-plans/scopes/scope';

/** How many tables are chosen from in which way, for a heading: `3 copied whole, 12 the tenant’s`. */
export function scopeSummary(tables: readonly ScopeRow[]): string {
  return scopeKinds
    .map((kind) => [tables.filter(({ rows }) => rows === kind).length, scopeLabels[kind]] as const)
    .filter(([count]) => count > 0)
    .map(([count, label]) => `${count.toLocaleString('en')} ${label.toLowerCase()}`)
    .join(', ');
}
