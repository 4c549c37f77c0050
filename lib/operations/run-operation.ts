import { clock } from '../clock';
import { db } from '../db/client';
import { env } from '../env';
import type { JobContext } from '../jobs/handler';
import { log } from '../log';
import { type Lease, renewEveryMs, renewLease, returnLease, takeLease } from './lease';
import type { StopReason } from './operation-context';
import type { OperationWork } from './operation-work';

/**
 * Takes the lease, keeps it while the work runs, and gives it back when the worker stops. Delivered twice at once, the
 * second delivery finds the lease busy and has to come back later: the first may die yet.
 *
 * Resolves with the milliseconds after which it wants to be delivered again, or null when there is nothing more to do.
 * Throws, and takes no lease, where none of `works` is of the operation's kind.
 */
export async function runOperation(
  operationId: string,
  context: Omit<JobContext, 'isLast'>,
  works: readonly OperationWork[],
): Promise<number | null> {
  const found = await db().operation.findUnique({
    where: { id: operationId },
    select: { kind: true, sandboxId: true, copyId: true },
  });
  if (!found) return null;
  const { kind, sandboxId, copyId } = found;
  const work = works.find((each) => each.kind.name === kind);
  if (!work) throw new Error(`This worker carries out no operation of the kind ${kind}.`);
  const lease = await takeLease(operationId, context.workerId);
  if (lease === 'over') return null;
  if ('busyForMs' in lease) return Math.min(lease.busyForMs + pastTheEndMs, busyRetryMs);
  const stop = new AbortController();
  const onShutdown = () => stop.abort('shutdown' satisfies StopReason);
  context.signal.addEventListener('abort', onShutdown, { once: true });
  if (context.signal.aborted) onShutdown();
  const ended = new AbortController();
  const keeping = keepLease(lease, stop, ended.signal);
  try {
    const end = await work.run({
      lease,
      sandboxId,
      copyId,
      signal: stop.signal,
      assertHeld: () => assertHeld(lease, stop),
    });
    if (end === 'finished' || stop.signal.reason === 'lost') return null;
    const met = typeof end === 'object' ? end : null;
    const pauseMs = context.signal.aborted ? 0 : met ? retryMs(lease.attempt, met.waits) : busyRetryMs;
    await returnLease(lease, met && { ...met.met, againInMs: pauseMs });
    return pauseMs;
  } finally {
    ended.abort();
    context.signal.removeEventListener('abort', onShutdown);
    await keeping;
  }
}

/** Seldom enough not to matter while another worker is well: it renews its lease long before. */
const busyRetryMs = 5_000;

/** The longest pause between two attempts, as a multiple of the first. */
const mostPauses = 64;

/**
 * The pause after an attempt that met something which passes. It doubles from one attempt to the next where that takes its
 * time, so that a lock of some minutes in production does not use up all attempts.
 */
function retryMs(attempt: number, waits: boolean): number {
  return env().RETRY_SECONDS * 1_000 * (waits ? Math.min(2 ** (attempt - 1), mostPauses) : 1);
}

/** A dead worker's lease is taken over as soon as it has ended, and not asked for a moment too early. */
const pastTheEndMs = 250;

async function keepLease(lease: Lease, stop: AbortController, ended: AbortSignal): Promise<void> {
  for (;;) {
    await clock.sleep(renewEveryMs(), ended);
    if (ended.aborted) return;
    const state = await renewLease(lease).catch((error: unknown) => {
      log.warn({ operationId: lease.operationId, error }, 'could not renew the lease; trying again');
      return 'held' as const;
    });
    if (state !== 'held') stop.abort(state satisfies StopReason);
    if (state === 'lost') return;
  }
}

/** Asked between steps, so that a cancel takes effect at the next one even when all of them are short. */
async function assertHeld(lease: Lease, stop: AbortController): Promise<void> {
  const state = await renewLease(lease);
  if (state !== 'held') stop.abort(state satisfies StopReason);
  if (state === 'lost')
    throw new Error(`Attempt ${lease.attempt} of operation ${lease.operationId} is superseded.`);
}
