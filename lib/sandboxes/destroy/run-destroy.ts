import { systemActor } from '../../access/actor';
import { runOrThrow } from '../../command/run';
import { db } from '../../db/client';
import type { OperationContext, OperationEnd } from '../../operations/operation-context';
import { defineOperation } from '../../operations/operation-work';
import { type DestroyReport, destroyCopy } from '../../provisioning';
import { clusterConnections } from '../cluster/cluster-connections';
import { clusterLedger } from '../cluster/cluster-ledger';
import { sumUp } from '../cluster/removed-parts';
import { sandboxOperations } from '../operations/sandbox-operation';
import { completeDestroy } from './complete-destroy';
import { failDestroy } from './fail-destroy';

/** Attempts before a person is asked to look: what could not be dropped by then is held by something. */
const mostAttempts = 5;

/**
 * Removes every copy of a sandbox from the cluster, whatever became of it, and has each checked. What is gone already counts as removed, so an
 * interrupted destroy is simply done again; one that leaves something behind is retried, then reported with names.
 */
async function runDestroy({ lease, sandboxId, assertHeld }: OperationContext): Promise<OperationEnd> {
  const worker = systemActor('worker');
  const result = { operationId: lease.operationId, attempt: lease.attempt };
  await assertHeld();
  const reports: DestroyReport[] = [];
  for (const id of await copiesOf(sandboxId))
    reports.push(
      await destroyCopy({ copyId: id }, { connections: clusterConnections(), ledger: clusterLedger }),
    );
  const { parts, remaining } = sumUp(reports);
  if (remaining.length === 0) await runOrThrow(completeDestroy, { ...result, parts }, worker);
  else if (lease.attempt < mostAttempts) throw new Error(`${remaining.length} parts of a sandbox remain.`);
  else await runOrThrow(failDestroy, { ...result, remaining }, worker);
  return 'finished';
}

/** The engine's ids of all copies, whatever became of them; the one that brought the role comes last. */
async function copiesOf(sandboxId: string): Promise<string[]> {
  const copies = await db().sandboxCopy.findMany({
    where: { sandboxId },
    orderBy: { createdAt: 'desc' },
    select: { id: true },
  });
  return copies.map(({ id }) => id);
}

export const destroyOperation = defineOperation({ kind: sandboxOperations.destroy, run: runDestroy });
