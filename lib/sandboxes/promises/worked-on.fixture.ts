import type { ChildProcess } from 'node:child_process';
import { expect } from 'vitest';
import { clock } from '../../clock';
import { db } from '../../db/client';
import { asSuperuser } from '../../testing/database';
import type { WorkerProcesses } from '../../testing/worker-processes';

/** What waits or runs for a sandbox while workers are killed over it. */

/** The oldest operation of a sandbox that waits or runs; null when all is done. */
export const openOperation = (sandboxId: string) =>
  db().operation.findFirst({
    where: { sandboxId, state: { in: ['queued', 'running'] } },
    orderBy: { createdAt: 'asc' },
  });

/** Waits until nothing of a sandbox waits or runs. */
export async function settled(sandboxId: string): Promise<void> {
  await expect.poll(() => openOperation(sandboxId), { timeout: 300_000, interval: 300 }).toBeNull();
}

/** The process that works on the sandbox, once one does; undefined when all is done. */
export async function holding(
  workers: Pick<WorkerProcesses, 'holderOf'>,
  sandboxId: string,
): Promise<ChildProcess | undefined> {
  for (;;) {
    const operation = await openOperation(sandboxId);
    if (!operation) return undefined;
    const holder = await workers.holderOf(operation.id);
    if (holder) return holder;
    await clock.sleep(20);
  }
}

/** Drops what the sandboxes of a file's tests have left on the cluster. */
export async function dropLeft(): Promise<void> {
  for (const { name } of await db().clusterObject.findMany({ where: { goneAt: null, kind: 'database' } }))
    await asSuperuser(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
}
