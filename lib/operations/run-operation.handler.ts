import { databaseNow, transaction } from '../db/transaction';
import { enqueue } from '../jobs/enqueue';
import { handle, type JobHandler } from '../jobs/handler';
import type { OperationWork } from './operation-work';
import { runOperation } from './run-operation';
import { runOperationJob } from './run-operation.job';

/** Carries out operations of these kinds. */
export function runOperations(works: readonly OperationWork[]): JobHandler {
  return handle(runOperationJob, async ({ operationId }, context) => {
    const againInMs = await runOperation(operationId, context, works);
    if (againInMs === null) return;
    await transaction(async (tx) => {
      const runAt = new Date((await databaseNow(tx)).getTime() + againInMs);
      await enqueue(tx, runOperationJob, { operationId }, { runAt });
    });
  });
}
