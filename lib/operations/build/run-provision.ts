import { systemActor } from '../../access/actor';
import { runOrThrow } from '../../command/run';
import { db } from '../../db/client';
import type { OperationContext, OperationEnd } from '../operation-context';
import { beginBuild } from './begin-build';
import { cancelBuild } from './cancel-build';
import { completeBuild } from './complete-build';
import { failBuild } from './fail-build';
import { runBuild } from './run-build';

/** Builds a sandbox's first copy, which bears the sandbox's id on the cluster. */
export async function runProvision(context: OperationContext): Promise<OperationEnd> {
  const { lease, sandboxId } = context;
  const worker = systemActor('worker');
  const { state, requestId } = await db().sandbox.findUniqueOrThrow({
    where: { id: sandboxId },
    select: { state: true, requestId: true },
  });
  if (state === 'scheduled') await runOrThrow(beginBuild, { operationId: lease.operationId }, worker);
  return runBuild(
    context,
    { id: sandboxId, sandboxId, requestId },
    {
      done: (result) => runOrThrow(completeBuild, result, worker),
      failed: (result) => runOrThrow(failBuild, result, worker),
      cancelled: (result) => runOrThrow(cancelBuild, result, worker),
    },
  );
}
