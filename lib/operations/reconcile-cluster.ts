import { db } from '../db/client';
import { type Drift, reconcile } from '../provisioning';
import { clusterUrl } from './build/load-plan';

/**
 * Compares what the control database believes with what the cluster holds: every orphan, missing, extra, renamed or
 * invalid database and role, by name. Repairs nothing: a wrong repair deletes a customer's data.
 */
export async function reconcileCluster(): Promise<Drift[]> {
  const [ledger, live] = await Promise.all([
    db().clusterObject.findMany({ where: { goneAt: null } }),
    db().sandbox.findMany({
      where: { state: { notIn: ['destroyed', 'cancelled', 'scheduled'] } },
      select: { id: true, state: true, database: true, role: true, baseline: true },
    }),
  ]);
  return reconcile({ known: ledger, live }, { connections: { clusterUrl: clusterUrl() } });
}
