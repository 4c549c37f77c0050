import { transaction } from '../db/transaction';
import { enqueue } from '../jobs/enqueue';
import { handle, type JobHandler } from '../jobs/handler';
import type { OperationWork } from './operation-work';
import { runOperation } from './run-operation';
import { runOperationJob } from './run-operation.job';

/** Carries out operations of these kinds. */
export function runOperations(works: readonly OperationWork[]): JobHandler {
  return handle(runOperationJob, async ({ operationId }, context) => {
    const inMs = await runOperation(operationId, context, works);
    if (inMs === null) return;
    await transaction((tx) => enqueue(tx, runOperationJob, { operationId }, { inMs }));
  });
}
