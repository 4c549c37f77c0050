import { db } from '../db/client';
import { databaseNow, type Tx, transaction } from '../db/transaction';
import { env } from '../env';
import { conflict } from '../errors';
import type { Met } from './met';

/**
 * Who works on an operation. A lease is a row's owner, attempt number and end, judged by the database's clock alone.
 *
 * It is taken when the operation waits or its last holder let the lease run out, renewed while the work goes on, and
 * every write of the holder names its attempt: a worker that was frozen and wakes up after a take-over finds its
 * attempt superseded, and nothing it does counts any more.
 */

/**
 * A holder that is silent this long has lost the work: five missed renewals where nothing else is set, so that one slow
 * query on a busy machine does not cost a build, and short enough that work resumes elsewhere well within a minute.
 */
export const leaseMs = (): number => env().LEASE_SECONDS * 1_000;
export const renewEveryMs = (): number => env().LEASE_RENEWAL_SECONDS * 1_000;

export type Lease = { operationId: string; attempt: number; owner: string };

/** Another's lease runs, for as long as this unless it is renewed. */
export type Busy = { busyForMs: number };

/**
 * Takes the operation, under its next attempt number. `Busy` while another holder's lease runs, `over` when there is
 * nothing left to do (it ended, or its request was taken back).
 */
export async function takeLease(operationId: string, owner: string): Promise<Lease | Busy | 'over'> {
  return transaction(async (tx) => {
    const now = await databaseNow(tx);
    const { count } = await tx.operation.updateMany({
      where: {
        id: operationId,
        OR: [{ state: 'queued' }, { state: 'running', leaseUntil: { lt: now } }],
      },
      data: {
        state: 'running',
        attempt: { increment: 1 },
        leaseOwner: owner,
        leaseUntil: new Date(now.getTime() + leaseMs()),
        failureCode: null,
        failureMessage: null,
        failureRemedy: null,
        failureAside: null,
        againAt: null,
      },
    });
    const found = await tx.operation.findUnique({
      where: { id: operationId },
      select: { state: true, attempt: true, startedAt: true, leaseUntil: true },
    });
    if (!found || (found.state !== 'running' && count === 0)) return 'over';
    if (count === 0) return { busyForMs: (found.leaseUntil ?? now).getTime() - now.getTime() };
    if (!found.startedAt) await tx.operation.update({ where: { id: operationId }, data: { startedAt: now } });
    await tx.operationStep.deleteMany({ where: { operationId } });
    return { operationId, attempt: found.attempt, owner };
  });
}

/** Extends the lease. `lost` when another has it; `cancel` when a person asked to stop. */
export async function renewLease(lease: Lease): Promise<'held' | 'lost' | 'cancel'> {
  return transaction(async (tx) => {
    const now = await databaseNow(tx);
    const { count } = await tx.operation.updateMany({
      where: { id: lease.operationId, attempt: lease.attempt, state: 'running' },
      data: { leaseUntil: new Date(now.getTime() + leaseMs()) },
    });
    if (count === 0) return 'lost';
    const found = await tx.operation.findUnique({
      where: { id: lease.operationId },
      select: { cancelRequestedAt: true },
    });
    return found?.cancelRequestedAt ? 'cancel' : 'held';
  });
}

/**
 * Locks the operation for the rest of the caller's transaction, so that nobody takes it over before the end of that.
 * Throws `state_conflict` when another worker has it already: nothing of the transaction is kept then.
 */
export async function assertLease(tx: Tx, { operationId, attempt, owner }: Lease): Promise<void> {
  const { count } = await tx.operation.updateMany({
    where: { id: operationId, attempt, state: 'running' },
    data: { leaseOwner: owner },
  });
  if (count === 0) throw conflict('Another worker has taken this operation over.');
}

/**
 * Gives the work back to the queue: for a worker that is asked to stop, and for one that `met` something which passes. What
 * that was, and when it is tried again, is seen until the next attempt begins.
 */
export async function returnLease(lease: Lease, met: (Met & { againInMs: number }) | null): Promise<void> {
  const now = await databaseNow(db());
  await db().operation.updateMany({
    where: { id: lease.operationId, attempt: lease.attempt, state: 'running' },
    data: {
      state: 'queued',
      leaseOwner: null,
      leaseUntil: null,
      ...(met && {
        failureCode: met.code,
        failureMessage: met.message,
        failureRemedy: met.remedy,
        failureAside: met.aside ?? null,
        againAt: new Date(now.getTime() + met.againInMs),
      }),
    },
  });
}
