import { db } from '../../db/client';
import { databaseNow } from '../../db/transaction';
import { conflict } from '../../errors';
import type { Ledger } from '../../provisioning';

/**
 * The intent ledger on the control database. A row commits before the database or role that it names is created and is
 * marked when that is gone, so whatever exists on a cluster is either in here or an orphan. A name belongs to the latest
 * attempt that intended it, until it is gone: to an earlier one it is refused, and the clean-up of an earlier one passes
 * it by.
 */
export const clusterLedger: Ledger = {
  intend: async (object) => {
    const { kind, name, attempt } = object;
    await db().clusterObject.createMany({ data: object, skipDuplicates: true });
    const { count } = await db().clusterObject.updateMany({
      where: { kind, name, OR: [{ attempt: { lte: attempt } }, { goneAt: { not: null } }] },
      data: { goneAt: null, attempt },
    });
    if (count === 0) throw conflict(`A later attempt has claimed ${name}.`);
  },
  gone: async (kind, name) => {
    const goneAt = await databaseNow(db());
    await db().clusterObject.updateMany({ where: { kind, name, goneAt: null }, data: { goneAt } });
    if (kind === 'database')
      await db().templateUse.updateMany({
        where: { template: name, endedAt: null },
        data: { endedAt: goneAt },
      });
  },
  seen: async (kind, name, oid) => {
    await db().clusterObject.updateMany({
      where: { kind, name, NOT: { oids: { has: BigInt(oid) } } },
      data: { oids: { push: BigInt(oid) } },
    });
  },
  uses: async (template, copyId) => {
    const usedAt = await databaseNow(db());
    await db().templateUse.upsert({
      where: { template_copyId: { template, copyId } },
      create: { template, copyId, usedAt },
      update: { usedAt, endedAt: null },
    });
  },
  list: async (copyId) =>
    db().clusterObject.findMany({
      where: { copyId, goneAt: null },
      select: { kind: true, name: true, copyId: true, attempt: true },
    }),
};
