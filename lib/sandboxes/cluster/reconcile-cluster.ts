import { db } from '../../db/client';
import { type Drift, type LiveSandbox, reconcile } from '../../provisioning';
import { clusterConnections } from './cluster-connections';

/**
 * Compares what the control database believes with what the cluster holds: every orphan, missing, extra, renamed or
 * invalid database and role, by name, over every copy of every sandbox. Repairs nothing: a wrong repair deletes a customer's data.
 */
export async function reconcileCluster(): Promise<Drift[]> {
  const attempt = { orderBy: { createdAt: 'desc' }, take: 1, select: { attempt: true } } as const;
  const [known, copies] = await db().$transaction([
    db().clusterObject.findMany({ where: { goneAt: null } }),
    db().sandboxCopy.findMany({
      where: { state: { in: ['building', 'waiting', 'active', 'kept'] } },
      select: { id: true, role: true, operations: attempt },
    }),
  ]);
  const live = copies.map(
    ({ id, role, operations }): LiveSandbox =>
      role === null
        ? { sandboxId: id, state: 'building', attempt: operations[0]?.attempt ?? 0 }
        : { sandboxId: id, state: 'ready', attempt: publishedAttempt(role) },
  );
  return reconcile({ known, live }, { connections: clusterConnections() });
}

/** The attempt that was published, which its role's name ends with. */
function publishedAttempt(role: string): number {
  return Number(role.slice(role.lastIndexOf('_') + 1));
}
