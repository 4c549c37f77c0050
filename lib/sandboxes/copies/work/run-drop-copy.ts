import { systemActor } from '../../../access/actor';
import { runOrThrow } from '../../../command/run';
import { db } from '../../../db/client';
import type { OperationContext, OperationEnd } from '../../../operations/operation-context';
import { defineOperation } from '../../../operations/operation-work';
import { destroyCopy, destroySealed, ProvisioningError } from '../../../provisioning';
import { clusterConnections } from '../../cluster/cluster-connections';
import { clusterLedger } from '../../cluster/cluster-ledger';
import { sumUp } from '../../cluster/removed-parts';
import { sandboxOperations } from '../../operations/sandbox-operation';
import { findNeeded, findReleased } from '../release-baselines';
import { completeDrop } from './complete-drop';
import { runCopyWork } from './run-copy-work';

/**
 * Removes a copy that was given up from the cluster and has it checked, with the baselines that were released with it. What
 * the sandbox's other copies need stays.
 */
async function runDropCopy(context: OperationContext): Promise<OperationEnd> {
  const { copyId, sandboxId } = context;
  if (!copyId) throw new Error('There is no copy to drop.');
  return runCopyWork(context, async (result) => {
    const options = { connections: clusterConnections(), ledger: clusterLedger };
    const spare = await findNeeded(db(), { copyId, sandboxId });
    const baselines = await findReleased(db(), sandboxId);
    const reports = [await destroyCopy({ copyId, spare }, options)];
    for (const database of baselines) reports.push(await destroySealed(database, options));
    const { parts, remaining } = sumUp(reports);
    if (remaining.length > 0)
      throw new ProvisioningError(
        'object_in_use',
        `${remaining.length} parts of the copy could not be removed.`,
      );
    await runOrThrow(completeDrop, { ...result, parts, baselines }, systemActor('worker'));
  });
}

export const dropOperation = defineOperation({ kind: sandboxOperations.drop_copy, run: runDropCopy });
