import type { Tx } from '../../db/transaction';
import { databaseNow } from '../../db/transaction';
import { readManifest } from './read-manifest';
import { standing } from './standing';

/**
 * Whether as many people as the manifest demands stand under it as it is now, with signatures that will still count on
 * the day when the build begins. Only reads.
 */
export async function isSigned(tx: Tx, requestId: string): Promise<boolean> {
  const manifest = await readManifest(tx, requestId);
  if (!manifest) return false;
  const now = await databaseNow(tx);
  const { startsOn } = await tx.request.findUniqueOrThrow({
    where: { id: requestId },
    select: { startsOn: true },
  });
  const begins = startsOn && startsOn > now ? startsOn : now;
  const found = await tx.signature.findMany({
    where: { requestId, manifestHash: manifest.hash, ...standing(begins) },
    select: { signedBy: { select: { humanId: true } } },
  });
  return new Set(found.map(({ signedBy }) => signedBy.humanId)).size >= manifest.signaturesNeeded;
}
