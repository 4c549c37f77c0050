import type { Tx } from '../../db/transaction';

/** How exact `lastSeenAt` is; anything finer would cost a write per page. */
const exactnessMs = 3_600_000;

/**
 * Notes that somebody of this address opened a sandbox's page. Two cheap statements over an index, of which one changes a row once an hour
 * at most.
 */
export async function noteSeen(
  tx: Tx,
  { email, sandboxId, now }: { email: string; sandboxId: string; now: Date },
): Promise<void> {
  const since = new Date(now.getTime() - exactnessMs);
  const mine = { sandboxId, kind: 'person', key: email.toLowerCase(), removedAt: null } as const;
  const { count } = await tx.sandboxPerson.updateMany({
    where: { ...mine, lastSeenAt: { lte: since } },
    data: { lastSeenAt: now },
  });
  if (count > 0) return;
  await tx.sandboxPerson.updateMany({
    where: { ...mine, firstSeenAt: null },
    data: { firstSeenAt: now, lastSeenAt: now },
  });
}
