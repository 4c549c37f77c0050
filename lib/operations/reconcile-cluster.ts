import { db } from '../db/client';
import { type Drift, type LiveSandbox, reconcile } from '../provisioning';
import { clusterUrl } from './build/load-plan';

/**
 * Compares what the control database believes with what the cluster holds: every orphan, missing, extra, renamed or
 * invalid database and role, by name. Repairs nothing: a wrong repair deletes a customer's data.
 */
export async function reconcileCluster(): Promise<Drift[]> {
  const [known, sandboxes] = await db().$transaction([
    db().clusterObject.findMany({ where: { goneAt: null } }),
    db().sandbox.findMany({
      where: { state: { in: ['building', 'ready'] } },
      select: {
        id: true,
        state: true,
        role: true,
        operations: { orderBy: { createdAt: 'desc' }, take: 1, select: { attempt: true } },
      },
    }),
  ]);
  const live = sandboxes.map(
    ({ id, state, role, operations }): LiveSandbox => ({
      sandboxId: id,
      state: state === 'ready' ? 'ready' : 'building',
      attempt: role === null ? (operations[0]?.attempt ?? 0) : publishedAttempt(role),
    }),
  );
  return reconcile({ known, live }, { connections: { clusterUrl: clusterUrl() } });
}

/** The attempt that was published, which its role's name ends with. */
function publishedAttempt(role: string): number {
  return Number(role.slice(role.lastIndexOf('_') + 1));
}
