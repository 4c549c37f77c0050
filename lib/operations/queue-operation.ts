import type { CommandContext } from '../command/command';
import { createId } from '../ids';
import type { EnqueueOptions } from '../jobs/enqueue';
import type { OperationKind } from './operation';
import { runOperationJob } from './run-operation.job';

/** Records a durable operation and its job in the caller's transaction: both exist or neither does. Returns its id. */
export async function queueOperation(
  { tx, enqueue }: Pick<CommandContext<unknown>, 'tx' | 'enqueue'>,
  operation: {
    sandboxId: string;
    /** The copy that it is about; left out for what concerns the sandbox as a whole. */
    copyId?: string;
    kind: OperationKind;
    requestedById: string | null;
    now: Date;
  },
  options: EnqueueOptions = {},
): Promise<string> {
  const { now, kind, ...columns } = operation;
  const id = createId();
  await tx.operation.create({ data: { id, ...columns, kind: kind.name, state: 'queued', createdAt: now } });
  await enqueue(runOperationJob, { operationId: id }, { key: `operation:${id}`, ...options });
  return id;
}
