import { db } from '../../db/client';
import type { CopyState } from './copy';

/** A copy's place on the cluster, and where it is in its life. Throws for one that was never handed over. */
export async function copyPlace(
  copyId: string | null,
): Promise<{ id: string; state: CopyState; database: string; role: string }> {
  const copy = await db().sandboxCopy.findUniqueOrThrow({
    where: { id: copyId ?? '' },
    select: { id: true, state: true, database: true, role: true },
  });
  const { database, role } = copy;
  if (!database || !role) throw new Error('A copy that was never handed over has no place to go to.');
  return { ...copy, database, role };
}
