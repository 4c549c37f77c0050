import { setTimeout as wait } from 'node:timers/promises';
import { db } from './client';
import { Prisma } from './generated/client';

/** What a command may do with the database: everything, inside its own transaction. */
export type Tx = Prisma.TransactionClient;

/**
 * How often a transaction that lost a race is run again. Each retry waits a little longer; with twenty people deciding
 * at once the last of them has been seen to need four.
 */
const attempts = 6;

/** P2034: write conflict or deadlock, as Prisma reports 40001 and 40P01. */
const lostRace = (error: unknown) =>
  (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2034') ||
  (error instanceof Error && 'code' in error && (error.code === '40001' || error.code === '40P01'));

/**
 * Runs `work` in one READ COMMITTED transaction and commits, or changes nothing. `work` may run several times: it must
 * have no effect outside the transaction. State is guarded by guarded updates, not by the isolation level.
 */
export async function transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db().$transaction(work, { timeout: 20_000, maxWait: 10_000 });
    } catch (error) {
      if (attempt >= attempts || !lostRace(error)) throw error;
      await wait(attempt * 15);
    }
  }
}

/** The database's clock: the only one that decides about deadlines. */
export async function databaseNow(tx: Tx): Promise<Date> {
  const [row] = await tx.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
  if (!row) throw new Error('The database did not tell the time.');
  return row.now;
}
