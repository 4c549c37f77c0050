import { db } from '../db/client';

/** The copy that a sandbox has in use. Throws where it has none. */
export function copyInUse(sandboxId: string) {
  return db().sandboxCopy.findFirstOrThrow({ where: { inUseBy: { id: sandboxId } } });
}

/** The engine's ids of all copies of a sandbox, which the names on the cluster are made of. */
export async function copyIdsOf(sandboxId: string): Promise<string[]> {
  const copies = await db().sandboxCopy.findMany({ where: { sandboxId }, select: { id: true } });
  return copies.map(({ id }) => id);
}
