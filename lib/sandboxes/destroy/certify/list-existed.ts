import type { Tx } from '../../../db/transaction';
import type { Expected } from '../../../provisioning';
import { findOwnTemplates } from './own-templates';

/** A database or a role that existed for a sandbox, with what our rows say of it. */
export type Existed = Expected & {
  as: 'database' | 'baseline' | 'template' | 'role';
  oids: number[];
  madeAt: Date | null;
  droppedAt: Date | null;
  /** What the intent ledger says; null where it never heard of it. */
  ledger: 'gone' | 'in_force' | null;
};

/**
 * Everything that ever existed for a sandbox on the cluster, whatever became of it: what the intent ledger holds of each
 * attempt at each of its copies, what copies and baselines name, and the golden templates that were made for it alone.
 * It asks rows alone and none of the lists by which things are dropped.
 */
export async function listExisted(tx: Tx, sandboxId: string): Promise<Existed[]> {
  const templates = await findOwnTemplates(tx, sandboxId);
  const copies = await tx.sandboxCopy.findMany({
    where: { sandboxId },
    select: { id: true, database: true, role: true, createdAt: true, droppedAt: true },
  });
  const baselines = await tx.baseline.findMany({
    where: { sandboxId },
    select: { database: true, role: true, createdAt: true, droppedAt: true },
  });
  const recorded = await tx.clusterObject.findMany({
    where: {
      OR: [{ copyId: { in: copies.map(({ id }) => id) } }, { kind: 'database', name: { in: templates } }],
    },
    orderBy: [{ kind: 'asc' }, { intendedAt: 'asc' }, { name: 'asc' }],
  });
  const named = [
    ...copies.flatMap(({ database, role, ...times }) => [
      { kind: 'database' as const, name: database, ...times },
      { kind: 'role' as const, name: role, ...times },
    ]),
    ...baselines.flatMap(({ database, role, ...times }) => [
      { kind: 'database' as const, name: database, ...times },
      { kind: 'role' as const, name: role, ...times },
    ]),
  ];
  const found = new Map<string, Existed>();
  for (const { kind, name, oids, intendedAt, goneAt } of recorded)
    found.set(`${kind} ${name}`, {
      kind,
      name,
      as: partOf(kind, name),
      oids: oids.map(Number),
      madeAt: intendedAt,
      droppedAt: goneAt,
      ledger: goneAt ? 'gone' : 'in_force',
    });
  for (const { kind, name, createdAt, droppedAt } of named)
    if (name !== null && !found.has(`${kind} ${name}`))
      found.set(`${kind} ${name}`, {
        kind,
        name,
        as: partOf(kind, name),
        oids: [],
        madeAt: createdAt,
        droppedAt,
        ledger: null,
      });
  return [...found.values()];
}

/** What a name on the cluster stands for; see lib/provisioning/names.ts. */
function partOf(kind: Expected['kind'], name: string): Existed['as'] {
  if (kind === 'role') return 'role';
  if (name.startsWith('sbt_')) return 'template';
  return name.endsWith('_base') ? 'baseline' : 'database';
}
