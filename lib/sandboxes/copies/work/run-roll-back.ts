import { systemActor } from '../../../access/actor';
import { runOrThrow } from '../../../command/run';
import { db } from '../../../db/client';
import type { OperationContext, OperationEnd } from '../../../operations/operation-context';
import { defineOperation } from '../../../operations/operation-work';
import { closeCopy, openCopy } from '../../../provisioning';
import { clusterUrl } from '../../cluster/cluster-connections';
import { sandboxOperations } from '../../operations/sandbox-operation';
import { copyPlace } from '../copy-place';
import { completeRollBack } from './complete-roll-back';
import { runCopyWork } from './run-copy-work';

/**
 * Returns to a kept copy: its database lets its role in again first, so that the first call after the switch finds it
 * open. When the switch is refused the copy is closed again.
 */
async function runRollBack(context: OperationContext): Promise<OperationEnd> {
  return runCopyWork(context, async (result) => {
    const copy = await copyPlace(context.copyId);
    const options = { connections: { clusterUrl: clusterUrl() } };
    if (copy.state === 'kept') await openCopy(copy, options);
    try {
      await runOrThrow(completeRollBack, result, systemActor('worker'));
    } catch (error) {
      const isKept = await db().sandboxCopy.count({ where: { id: copy.id, state: 'kept' } });
      if (isKept > 0) await closeCopy(copy, options);
      throw error;
    }
  });
}

export const rollBackOperation = defineOperation({ kind: sandboxOperations.roll_back, run: runRollBack });
