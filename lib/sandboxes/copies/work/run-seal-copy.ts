import { systemActor } from '../../../access/actor';
import { runOrThrow } from '../../../command/run';
import type { OperationContext, OperationEnd } from '../../../operations/operation-context';
import { defineOperation } from '../../../operations/operation-work';
import { closeCopy } from '../../../provisioning';
import { clusterUrl } from '../../cluster/cluster-connections';
import { sandboxOperations } from '../../operations/sandbox-operation';
import { copyPlace } from '../copy-place';
import { completeSeal } from './complete-seal';
import { runCopyWork } from './run-copy-work';

/**
 * Closes a copy that was put out of use: whoever is still connected is put out, and nobody gets in. One that is back in
 * use, or given up, meanwhile is left alone.
 */
async function runSealCopy(context: OperationContext): Promise<OperationEnd> {
  return runCopyWork(context, async (result) => {
    const copy = await copyPlace(context.copyId);
    if (copy.state === 'kept') await closeCopy(copy, { connections: { clusterUrl: clusterUrl() } });
    await runOrThrow(completeSeal, result, systemActor('worker'));
  });
}

export const sealOperation = defineOperation({ kind: sandboxOperations.seal_copy, run: runSealCopy });
