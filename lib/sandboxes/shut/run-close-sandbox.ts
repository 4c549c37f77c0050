import { systemActor } from '../../access/actor';
import { runOrThrow } from '../../command/run';
import type { OperationContext, OperationEnd } from '../../operations/operation-context';
import { defineOperation } from '../../operations/operation-work';
import { closeCopy } from '../../provisioning';
import { clusterUrl } from '../cluster/cluster-connections';
import { runCopyWork } from '../copies/work/run-copy-work';
import { sandboxOperations } from '../operations/sandbox-operation';
import { completeClose } from './complete-close';
import { findPlaces } from './find-places';

/** Closes every database of a sandbox that is shut: whoever is connected is put out. One that is in use again is left alone. */
async function runClose(context: OperationContext): Promise<OperationEnd> {
  return runCopyWork(context, async (result) => {
    const { isShut, places } = await findPlaces(context.sandboxId);
    if (isShut)
      for (const place of places) await closeCopy(place, { connections: { clusterUrl: clusterUrl() } });
    await runOrThrow(completeClose, result, systemActor('worker'));
  });
}

export const closeOperation = defineOperation({ kind: sandboxOperations.close, run: runClose });
