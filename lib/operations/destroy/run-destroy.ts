import { systemActor } from '../../access/actor';
import { runOrThrow } from '../../command/run';
import { destroySandbox } from '../../provisioning';
import { clusterUrl } from '../build/load-plan';
import { clusterLedger } from '../cluster-ledger';
import type { OperationContext, OperationEnd } from '../operation-context';
import { completeDestroy } from './complete-destroy';
import { failDestroy } from './fail-destroy';

/** Attempts before a person is asked to look: what could not be dropped by then is held by something. */
const mostAttempts = 5;

/**
 * Removes everything of a sandbox from the cluster and has it checked. What is gone already counts as removed, so an
 * interrupted destroy is simply done again; one that leaves something behind is retried, then reported with names.
 */
export async function runDestroy({ lease, sandboxId, assertHeld }: OperationContext): Promise<OperationEnd> {
  const worker = systemActor('worker');
  const result = { operationId: lease.operationId, attempt: lease.attempt };
  await assertHeld();
  const report = await destroySandbox(
    { sandboxId },
    { connections: { clusterUrl: clusterUrl() }, ledger: clusterLedger },
  );
  const parts = report.parts.map(({ kind, name, state }) => ({ kind, name, state }));
  if (report.outcome === 'destroyed') await runOrThrow(completeDestroy, { ...result, parts }, worker);
  else if (lease.attempt < mostAttempts)
    throw new Error(`${report.remaining.length} parts of a sandbox remain.`);
  else await runOrThrow(failDestroy, { ...result, remaining: report.remaining }, worker);
  return 'finished';
}
