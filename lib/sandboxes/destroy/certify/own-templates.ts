import type { Tx } from '../../../db/transaction';

/**
 * Golden templates that were made for this sandbox alone: its copies were made from them or served to make them, and none
 * of a sandbox that is still there. Whoever destroys the sandbox drops them, and looks for them afterwards; the answer stays
 * the same once they are dropped. A build that wants one again makes it again.
 *
 * A template from before its uses were recorded is nobody's own.
 */
export async function findOwnTemplates(tx: Tx, sandboxId: string): Promise<string[]> {
  const used = await tx.templateUse.findMany({
    where: { copy: { sandboxId } },
    distinct: ['template'],
    select: { template: true },
  });
  const names = used.map(({ template }) => template);
  const shared = await tx.templateUse.findMany({
    where: { template: { in: names }, endedAt: null, copy: { sandboxId: { not: sandboxId } } },
    distinct: ['template'],
    select: { template: true },
  });
  const others = new Set(shared.map(({ template }) => template));
  return names.filter((name) => !others.has(name)).sort();
}

/** How many of them the ledger still has on the cluster. */
export async function countOwnTemplates(tx: Tx, sandboxId: string): Promise<number> {
  const name = { in: await findOwnTemplates(tx, sandboxId) };
  return tx.clusterObject.count({ where: { kind: 'database', name, goneAt: null } });
}

/** Its copies use no template any more, so that one of them may be another sandbox's own. Returns how many uses ended. */
export async function endTemplateUses(tx: Tx, sandboxId: string, now: Date): Promise<number> {
  const where = { copy: { sandboxId }, endedAt: null };
  return (await tx.templateUse.updateMany({ where, data: { endedAt: now } })).count;
}
