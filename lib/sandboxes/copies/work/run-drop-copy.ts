import { systemActor } from '../../../access/actor';
import { runOrThrow } from '../../../command/run';
import type { OperationContext, OperationEnd } from '../../../operations/operation-context';
import { defineOperation } from '../../../operations/operation-work';
import { destroySandbox, ProvisioningError } from '../../../provisioning';
import { clusterConnections } from '../../cluster/cluster-connections';
import { clusterLedger } from '../../cluster/cluster-ledger';
import { sandboxOperations } from '../../operations/sandbox-operation';
import { completeDrop } from './complete-drop';
import { runCopyWork } from './run-copy-work';

/** Removes a copy that was given up from the cluster and has it checked. The sandbox's other copies are not touched. */
async function runDropCopy(context: OperationContext): Promise<OperationEnd> {
  const { copyId } = context;
  if (!copyId) throw new Error('There is no copy to drop.');
  return runCopyWork(context, async (result) => {
    const connections = clusterConnections();
    const report = await destroySandbox({ sandboxId: copyId }, { connections, ledger: clusterLedger });
    if (report.outcome === 'incomplete')
      throw new ProvisioningError(
        'object_in_use',
        `${report.remaining.length} parts of the copy could not be removed.`,
      );
    const parts = report.parts.map(({ kind, name, state }) => ({ kind, name, state }));
    await runOrThrow(completeDrop, { ...result, parts }, systemActor('worker'));
  });
}

export const dropOperation = defineOperation({ kind: sandboxOperations.drop_copy, run: runDropCopy });
