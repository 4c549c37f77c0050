import { systemActor } from '../../access/actor';
import { runOrThrow } from '../../command/run';
import { db } from '../../db/client';
import { runBuild } from '../build/run-build';
import type { OperationContext, OperationEnd } from '../operation-context';
import { cancelRefresh } from './cancel-refresh';
import { completeRefresh } from './complete-refresh';
import { failRefresh } from './fail-refresh';

/** Builds a further copy of a sandbox beside the one in use, which it does not touch. */
export async function runRefresh(context: OperationContext): Promise<OperationEnd> {
  const { copyId, sandboxId } = context;
  if (!copyId) throw new Error('A refresh builds a copy.');
  const worker = systemActor('worker');
  const { requestId } = await db().sandboxCopy.findUniqueOrThrow({
    where: { id: copyId },
    select: { requestId: true },
  });
  return runBuild(
    context,
    { id: copyId, sandboxId, requestId },
    {
      done: (result) => runOrThrow(completeRefresh, result, worker),
      failed: (result) => runOrThrow(failRefresh, result, worker),
      cancelled: (result) => runOrThrow(cancelRefresh, result, worker),
    },
  );
}
