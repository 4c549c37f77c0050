import type { Tx } from '../../db/transaction';

/**
 * The hash of the proof that an operation's build left, for the audit entry that ends the build; null where it came to
 * none. A failed proof is entered like a passed one, so that neither can be exchanged afterwards.
 */
export async function findCertificateHash(tx: Tx, operationId: string): Promise<string | null> {
  const found = await tx.certificate.findUnique({ where: { operationId }, select: { hash: true } });
  return found?.hash ?? null;
}
