import { lockFor } from '../db/lock';
import type { Tx } from '../db/transaction';

/** Holds the plan of a source as it is until the transaction ends: to add a version, or to sign the latest one. */
export function lockPlan(tx: Tx, tenantId: string): Promise<void> {
  return lockFor(tx, `plan:${tenantId}`);
}
