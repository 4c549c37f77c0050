import { clock } from '../clock';
import { db } from '../db/client';
import { transaction } from '../db/transaction';
import { enqueue } from '../jobs/enqueue';
import type { JobContext } from '../jobs/job';
import { log } from '../log';
import { runProvision } from './build/run-provision';
import { runDestroy } from './destroy/run-destroy';
import { type Lease, renewEveryMs, renewLease, returnLease, takeLease } from './lease';
import { runOperationJob } from './run-operation.job';

/** Why the work is told to stop before its end. */
export type StopReason = 'cancel' | 'lost' | 'shutdown';

/** What the work of one kind is given, and what it may rely on. */
export type OperationContext = {
  lease: Lease;
  sandboxId: string;
  /** Aborted with a StopReason. */
  signal: AbortSignal;
  /** Throws when another worker has taken over; asked before every step whose effect others could see. */
  assertHeld: () => Promise<void>;
};

/** How the work ended; `returned` work goes back to the queue for another worker. */
export type OperationEnd = 'finished' | 'returned';

/**
 * Takes the lease, keeps it while the work runs, and gives it back when the worker stops. Delivered twice at once, the
 * second delivery finds the lease busy and comes back later: the first may die yet.
 */
export async function runOperation(operationId: string, context: JobContext): Promise<void> {
  const lease = await takeLease(operationId, context.workerId);
  if (lease === 'over') return;
  if (lease === 'busy') return comeBack(operationId, busyRetryMs);
  const { kind, sandboxId } = await db().operation.findUniqueOrThrow({
    where: { id: operationId },
    select: { kind: true, sandboxId: true },
  });
  const stop = new AbortController();
  const onShutdown = () => stop.abort('shutdown' satisfies StopReason);
  context.signal.addEventListener('abort', onShutdown, { once: true });
  if (context.signal.aborted) onShutdown();
  const work = new AbortController();
  const keeping = keepLease(lease, stop, work.signal);
  try {
    const handler = kind === 'provision' ? runProvision : runDestroy;
    const end = await handler({
      lease,
      sandboxId,
      signal: stop.signal,
      assertHeld: () => assertHeld(lease, stop),
    });
    if (end === 'returned' && stop.signal.reason !== 'lost') {
      await returnLease(lease);
      await comeBack(operationId, context.signal.aborted ? 0 : busyRetryMs);
    }
  } finally {
    work.abort();
    context.signal.removeEventListener('abort', onShutdown);
    await keeping;
  }
}

/** Soon enough to take over from a dead worker within a minute, seldom enough not to matter. */
const busyRetryMs = 5_000;

async function comeBack(operationId: string, delayMs: number): Promise<void> {
  const runAt = new Date(clock.now().getTime() + delayMs);
  await transaction((tx) => enqueue(tx, runOperationJob, { operationId }, { runAt }));
}

async function keepLease(lease: Lease, stop: AbortController, ended: AbortSignal): Promise<void> {
  for (;;) {
    await clock.sleep(renewEveryMs, ended);
    if (ended.aborted) return;
    try {
      const state = await renewLease(lease);
      if (state !== 'held') stop.abort(state satisfies StopReason);
      if (state === 'lost') return;
    } catch (error) {
      log.warn({ operationId: lease.operationId, error }, 'could not renew the lease; trying again');
    }
  }
}

/** Asked between steps, so that a cancel takes effect at the next one even when all of them are short. */
async function assertHeld(lease: Lease, stop: AbortController): Promise<void> {
  const state = await renewLease(lease);
  if (state !== 'held') stop.abort(state satisfies StopReason);
  if (state === 'lost')
    throw new Error(`Attempt ${lease.attempt} of operation ${lease.operationId} is superseded.`);
}
