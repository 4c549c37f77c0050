import type { Prisma } from '../db/generated/client';
import type { Tx } from '../db/transaction';

/** What the judge needs to know of a signature. */
export const judgedColumns = {
  manifest: true,
  manifestHash: true,
  signedAt: true,
  validUntil: true,
  builds: true,
  voidedAt: true,
  voidReason: true,
  signedBy: { select: { name: true, humanId: true, disabledAt: true, role: true } },
} as const satisfies Prisma.SignatureSelect;

/** All signatures that were ever given under a request, the latest first, as the judge takes them. */
export function readSignatures(tx: Tx, requestId: string) {
  return tx.signature.findMany({
    where: { requestId },
    orderBy: { signedAt: 'desc' },
    select: { ...judgedColumns, planVersionId: true },
  });
}
