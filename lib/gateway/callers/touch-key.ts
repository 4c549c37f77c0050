import { db } from '../../db/client';

/** How exact `lastUsedAt` is; anything finer would cost a write per call. */
const exactnessMs = 60_000;

/** Notes that a key was used, at most once a minute. `lastUsedAt` and `now` come from the same look-up. */
export async function touchKey(keyId: string, lastUsedAt: Date | null, now: Date): Promise<void> {
  const since = new Date(now.getTime() - exactnessMs);
  if (lastUsedAt !== null && lastUsedAt > since) return;
  await db().apiKey.updateMany({
    where: { id: keyId, OR: [{ lastUsedAt: null }, { lastUsedAt: { lte: since } }] },
    data: { lastUsedAt: now },
  });
}
