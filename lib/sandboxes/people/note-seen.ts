import type { Tx } from '../../db/transaction';

/** How exact `lastSeenAt` is; anything finer would cost a write per page. */
const exactnessMs = 3_600_000;

/** Notes that one of the people of a sandbox opened its page, at most once an hour. The row was read just now. */
export async function noteSeen(
  tx: Tx,
  row: { id: string; firstSeenAt: Date | null; lastSeenAt: Date | null },
  now: Date,
): Promise<void> {
  const since = new Date(now.getTime() - exactnessMs);
  if (row.lastSeenAt !== null && row.lastSeenAt > since) return;
  await tx.sandboxPerson.updateMany({
    where: { id: row.id, removedAt: null, OR: [{ lastSeenAt: null }, { lastSeenAt: { lte: since } }] },
    data: { firstSeenAt: row.firstSeenAt ?? now, lastSeenAt: now },
  });
}
