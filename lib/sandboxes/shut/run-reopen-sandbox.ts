import { systemActor } from '../../access/actor';
import { runOrThrow } from '../../command/run';
import type { OperationContext, OperationEnd } from '../../operations/operation-context';
import { defineOperation } from '../../operations/operation-work';
import { closeCopy, openCopy } from '../../provisioning';
import { clusterUrl } from '../cluster/cluster-connections';
import { runCopyWork } from '../copies/work/run-copy-work';
import { sandboxOperations } from '../operations/sandbox-operation';
import { completeReopen } from './complete-reopen';
import { findPlaces } from './find-places';

/**
 * Opens the databases of a shut sandbox, and then puts it into use: the first call finds them open. Where that is refused,
 * since somebody decided otherwise meanwhile, they are closed again.
 */
async function runReopen(context: OperationContext): Promise<OperationEnd> {
  return runCopyWork(context, async (result) => {
    const options = { connections: { clusterUrl: clusterUrl() } };
    const { places } = await findPlaces(context.sandboxId);
    for (const place of places) await openCopy(place, options);
    try {
      await runOrThrow(completeReopen, result, systemActor('worker'));
    } catch (error) {
      const later = await findPlaces(context.sandboxId);
      if (later.isShut) for (const place of later.places) await closeCopy(place, options);
      throw error;
    }
  });
}

export const reopenOperation = defineOperation({ kind: sandboxOperations.reopen, run: runReopen });
