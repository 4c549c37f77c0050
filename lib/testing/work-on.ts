import { db } from '../db/client';
import type { JobContext } from '../jobs/handler';
import { runOperation } from '../operations/run-operation';
import { sandboxWorks } from '../sandboxes/operations/sandbox-works';

/** Carries out an operation on a sandbox here and now, as a worker of this name would. */
export function workOn(
  operationId: string,
  { workerId = 'worker-a', signal = new AbortController().signal }: Partial<Omit<JobContext, 'isLast'>> = {},
): Promise<number | null> {
  return runOperation(operationId, { workerId, signal }, sandboxWorks);
}

/** Works off what is queued, of one sandbox where it is said, as workers would, until nothing is. */
export async function workOff(sandboxId?: string): Promise<void> {
  for (;;) {
    const next = await db().operation.findFirst({
      where: { state: 'queued', ...(sandboxId && { sandboxId }) },
      orderBy: { createdAt: 'asc' },
    });
    if (!next) return;
    await workOn(next.id);
  }
}
