import { clock } from '../clock';
import { db } from '../db/client';
import { databaseNow } from '../db/transaction';
import { createId } from '../ids';

/**
 * Does something in the database of a copy in use by a session of our own, and records that, so that it does not count as use
 * by others. The row stands before the session begins: one whose process is killed leaves it open. May be used by pages and by
 * operations alike; the result and the error of `work` come back unchanged.
 */
export async function withOwnSession<T>(database: string, work: () => Promise<T>): Promise<T> {
  const id = createId();
  await db().ownSession.create({ data: { id, database, begunAt: await databaseNow(db()) } });
  const since = clock.elapsed();
  try {
    return await work();
  } finally {
    const activeMs = clock.elapsed() - since;
    await db().ownSession.update({ where: { id }, data: { activeMs, endedAt: await databaseNow(db()) } });
  }
}
