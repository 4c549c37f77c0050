import type { TenantKey } from '@/lib/plan-format/scrub-plan';
import { UsageError } from './command-line';

/**
 * A tenant's key from words such as `organization_id=42`, and the table of tenants where one is named. Undefined without
 * any. Refuses (UsageError) words that are no pair, a column named twice, and a table without a key. Everything behind
 * the first `=` is the value.
 */
export function readTenantKey(pairs: readonly string[] = [], table?: string): TenantKey | undefined {
  if (pairs.length === 0) {
    if (table !== undefined) throw new UsageError('--tenant-table needs --tenant-key.');
    return undefined;
  }
  const key: TenantKey = { columns: [], values: [], ...(table === undefined ? {} : { root: table }) };
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    if (at < 1) throw new UsageError('--tenant-key is COLUMN=VALUE, such as organization_id=42.');
    key.columns.push(pair.slice(0, at));
    key.values.push(pair.slice(at + 1));
  }
  if (new Set(key.columns).size < key.columns.length)
    throw new UsageError('--tenant-key names a column twice; a snapshot is of one tenant.');
  return key;
}
