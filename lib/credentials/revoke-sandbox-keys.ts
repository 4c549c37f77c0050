import type { Tx } from '../db/transaction';

/**
 * Ends every live key of a sandbox in the caller's transaction and returns how many there were. May be repeated. For
 * whoever destroys a sandbox; the audit event of that says it.
 */
export async function revokeSandboxKeys(tx: Tx, sandboxId: string, now: Date): Promise<number> {
  const revoked = await tx.apiKey.updateMany({
    where: { sandboxId, revokedAt: null },
    data: { revokedAt: now },
  });
  return revoked.count;
}
