import type { ClientBase } from 'pg';
import type { ScrubPlan } from '../../plan-format/scrub-plan';
import { setUnlogged } from '../sessions/set-unlogged';

/** The setting that holds the value of one column of the tenant's key. */
export function tenantSetting(position: number): string {
  return `sandgate.tenant_${position + 1}`;
}

/**
 * Gives a session the tenant's key, by a way that no log keeps, for conditions that `rowCondition` made. The values last as
 * long as the session, or with `local` as long as the transaction. Does nothing for a plan without a key. May be repeated.
 */
export async function openTenantSession(
  client: ClientBase,
  tenant: ScrubPlan['tenant'],
  local = false,
): Promise<void> {
  for (const [at, value] of (tenant?.values ?? []).entries())
    await setUnlogged(client, tenantSetting(at), value, local);
}
