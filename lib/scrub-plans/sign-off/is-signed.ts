import type { Tx } from '../../db/transaction';
import { databaseNow } from '../../db/transaction';
import {
  judgeSignatures,
  type ManifestToJudge,
  type SignatureToJudge,
} from '../../sign-offs/judge-signatures';
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
  const signatures = await readSignatures(tx, requestId);
  return standUnder(signatures, await readManifest(tx, requestId), { startsOn, now });
}

/** The same of rows that were read already. Pure. */
export function standUnder(
  signatures: readonly SignatureToJudge[],
  manifest: ManifestToJudge | null,
  { startsOn, now }: { startsOn: Date | null; now: Date },
): boolean {
  const at = startsOn && startsOn > now ? startsOn : now;
  return judgeSignatures(signatures, manifest, { at }).whyNot === null;
}
