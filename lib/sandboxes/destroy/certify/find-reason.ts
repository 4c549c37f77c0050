import { z } from 'zod';
import type { Tx } from '../../../db/transaction';

const given = z.object({ reason: z.string() });

/** Why a sandbox was destroyed, as it was told when that was asked for; null where nobody said. */
export async function findReason(tx: Tx, sandboxId: string): Promise<string | null> {
  const event = await tx.auditEvent.findFirst({
    where: { event: 'sandbox.destroy_requested', subjectType: 'sandbox', subjectId: sandboxId },
    orderBy: { seq: 'desc' },
    select: { details: true },
  });
  return given.safeParse(event?.details).data?.reason ?? null;
}
