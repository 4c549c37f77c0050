import type { Prisma } from '../../db/generated/client';
import type { Tx } from '../../db/transaction';
import type { RequestPerson } from '../../requests/request';
import { toRequestPerson } from './sandbox-person';

/** In the order in which they were named. */
export const inOrder = [
  { since: 'asc' },
  { id: 'asc' },
] satisfies Prisma.SandboxPersonOrderByWithRelationInput[];

/** Who gets into a sandbox now, as requests and manifests name them. */
export async function listPeople(tx: Tx, sandboxId: string): Promise<RequestPerson[]> {
  const rows = await tx.sandboxPerson.findMany({
    where: { sandboxId, removedAt: null },
    orderBy: inOrder,
    select: { kind: true, name: true, reason: true },
  });
  return rows.map(toRequestPerson);
}
