import { db } from '../../db/client';
import { isShut } from '../sandbox';

/** The databases of a sandbox that are open while it is in use, by the copies in use and waiting; and whether it is shut. */
export async function findPlaces(
  sandboxId: string,
): Promise<{ isShut: boolean; places: { database: string; role: string }[] }> {
  const { state, copies } = await db().sandbox.findUniqueOrThrow({
    where: { id: sandboxId },
    select: {
      state: true,
      copies: {
        where: { state: { in: ['active', 'waiting'] } },
        select: { database: true, role: true },
      },
    },
  });
  const places = copies.flatMap(({ database, role }) => (database && role ? [{ database, role }] : []));
  return { isShut: isShut(state), places };
}
