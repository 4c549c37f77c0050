import { db } from '../db/client';
import { databaseNow } from '../db/transaction';
import type { Ledger } from '../provisioning';

/**
 * The intent ledger on the control database. A row commits before the database or role that it names is created and is
 * marked when that is gone, so whatever exists on a cluster is either in here or an orphan.
 */
export const clusterLedger: Ledger = {
  intend: async (object) => {
    const { kind, name, sandboxId, attempt } = object;
    await db().clusterObject.upsert({
      where: { kind_name: { kind, name } },
      create: { kind, name, sandboxId, attempt },
      update: { goneAt: null },
    });
  },
  gone: async (kind, name) => {
    const goneAt = await databaseNow(db());
    await db().clusterObject.updateMany({ where: { kind, name, goneAt: null }, data: { goneAt } });
  },
  list: async (sandboxId) =>
    db().clusterObject.findMany({
      where: { sandboxId, goneAt: null },
      select: { kind: true, name: true, sandboxId: true, attempt: true },
    }),
};
