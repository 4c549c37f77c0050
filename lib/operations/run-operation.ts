import { clock } from '../clock';
import { db } from '../db/client';
import type { JobContext } from '../jobs/job';
import { log } from '../log';
import { runProvision } from './build/run-provision';
import { runDestroy } from './destroy/run-destroy';
import { type Lease, renewEveryMs, renewLease, returnLease, takeLease } from './lease';
import type { StopReason } from './operation-context';

/**
 * Takes the lease, keeps it while the work runs, and gives it back when the worker stops. Delivered twice at once, the
 * second delivery finds the lease busy and has to come back later: the first may die yet.
 *
 * Resolves with the milliseconds after which it wants to be delivered again, or null when there is nothing more to do.
 */
export async function runOperation(operationId: string, context: JobContext): Promise<number | null> {
  const lease = await takeLease(operationId, context.workerId);
  if (lease === 'over') return null;
  if (lease === 'busy') return busyRetryMs;
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
    if (end === 'finished' || stop.signal.reason === 'lost') return null;
    await returnLease(lease);
    return context.signal.aborted ? 0 : busyRetryMs;
  } finally {
    work.abort();
    context.signal.removeEventListener('abort', onShutdown);
    await keeping;
  }
}

/** Soon enough to take over from a dead worker within a minute, seldom enough not to matter. */
const busyRetryMs = 5_000;

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
