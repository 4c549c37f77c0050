import { db } from '../../db/client';
import { type Drift, type LiveCopy, reconcile } from '../../provisioning';
import { onClusterStates } from '../copies/copy';
import { isShut } from '../sandbox';
import { clusterConnections } from './cluster-connections';

/** The build that made a copy, or that works on it. */
const build = {
  where: { kind: 'build' },
  orderBy: { createdAt: 'desc' },
  take: 1,
  select: { attempt: true },
} as const;

/**
 * Compares what the control database believes with what the cluster holds: every orphan, missing, extra, renamed or
 * invalid database and role, by name, over every copy of every sandbox. Repairs nothing: a wrong repair deletes a
 * customer's data.
 */
export async function reconcileCluster(): Promise<Drift[]> {
  const [known, copies, closing] = await db().$transaction([
    db().clusterObject.findMany({ where: { goneAt: null } }),
    db().sandboxCopy.findMany({
      where: { state: { in: [...onClusterStates] } },
      select: {
        id: true,
        state: true,
        role: true,
        sealedAt: true,
        inUseBy: { select: { id: true } },
        sandbox: { select: { state: true, closedAt: true } },
        baseline: { select: { database: true } },
        operations: build,
      },
    }),
    /* Sandboxes that are closed while a clone is made of them as they are now. */
    db().sandboxCopy.findMany({
      where: { origin: 'sandbox', state: 'building', request: { cloneMoment: 'now' } },
      select: { request: { select: { concernsId: true } } },
    }),
  ]);
  const cloned = new Set(closing.map(({ request }) => request?.concernsId));
  const live = copies.map(
    ({ id, state, role, sealedAt, sandbox, inUseBy, baseline, operations }): LiveCopy => ({
      copyId: id,
      attempt: operations[0]?.attempt ?? 0,
      state: state === 'building' ? 'building' : 'ready',
      role,
      baseline: baseline?.database ?? null,
      isInUse: inUseBy !== null && sandbox.state === 'ready' && !cloned.has(inUseBy.id),
      isClosed: state === 'kept' ? sealedAt !== null : isShut(sandbox.state) && sandbox.closedAt !== null,
    }),
  );
  return reconcile({ known, live }, { connections: clusterConnections() });
}
