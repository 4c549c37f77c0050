import type { Certificate } from '../../certificate-format/certificate';
import { toJson } from '../../db/to-json';
import { databaseNow, transaction } from '../../db/transaction';
import { createId } from '../../ids';
import { assertLease, type Lease } from '../../operations/lease';
import type { CopyToBuild } from './load-plan';

/**
 * Kept whether it passed or not: a failed proof says which column to look at. It takes the place of the proof of an
 * earlier attempt, whose copy is gone, and is refused (`state_conflict`) from a worker whose
 * attempt is superseded.
 */
export async function storeCertificate(
  lease: Lease,
  { id, sandboxId }: Pick<CopyToBuild, 'id' | 'sandboxId'>,
  proof: Certificate,
): Promise<void> {
  const { operationId, attempt } = lease;
  const columns = { attempt, document: toJson(proof), hash: proof.result, passed: proof.passed };
  await transaction(async (tx) => {
    await assertLease(tx, lease);
    await tx.certificate.upsert({
      where: { operationId },
      create: { id: createId(), sandboxId, copyId: id, operationId, ...columns },
      update: { ...columns, createdAt: await databaseNow(tx) },
    });
  });
}
