import type { Tx } from '../../db/transaction';
import { databaseNow } from '../../db/transaction';
import { judgeSignatures } from '../../sign-offs/judge-signatures';
import { readSignatures } from '../../sign-offs/read-signatures';
import { readManifest } from './read-manifest';

/**
 * Whether as many people as the manifest demands stand under it as it is now, with signatures that will still count on
 * the day when the build begins. Only reads.
 */
export async function isSigned(tx: Tx, requestId: string): Promise<boolean> {
  const now = await databaseNow(tx);
  const { startsOn } = await tx.request.findUniqueOrThrow({
    where: { id: requestId },
    select: { startsOn: true },
  });
  const at = startsOn && startsOn > now ? startsOn : now;
  const signatures = await readSignatures(tx, requestId);
  return judgeSignatures(signatures, await readManifest(tx, requestId), { at }).whyNot === null;
}
