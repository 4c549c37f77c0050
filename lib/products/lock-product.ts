import { lockFor } from '../db/lock';
import type { Tx } from '../db/transaction';

/** How a product lays out its tenants, and which tenants it has, are decided by one transaction at a time. */
export function lockProduct(tx: Tx, slug: string): Promise<void> {
  return lockFor(tx, `product ${slug}`);
}
