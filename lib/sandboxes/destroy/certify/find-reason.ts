import { z } from 'zod';
import type { Tx } from '../../../db/transaction';

const given = z.object({ reason: z.string() });

/** With each of these a sandbox goes one move towards its end, or comes back from the first. */
const moves = ['sandbox.retired', 'sandbox.restore_requested', 'sandbox.destroy_requested'];

/**
 * Why a sandbox was destroyed, as it was told when it was retired and when it was destroyed; null where nobody said. Addresses
 * of people and the sandbox's name are taken out: a certificate is kept longer than either.
 */
export async function findReason(
  tx: Tx,
  { sandboxId, slug }: { sandboxId: string; slug: string },
): Promise<string | null> {
  const events = await tx.auditEvent.findMany({
    where: { event: { in: moves }, subjectType: 'sandbox', subjectId: sandboxId },
    orderBy: { seq: 'asc' },
    select: { event: true, details: true },
  });
  const since = events.findLastIndex(({ event }) => event === 'sandbox.restore_requested') + 1;
  const reasons = events.slice(since).flatMap(({ details }) => given.safeParse(details).data?.reason || []);
  const told = [...new Set(reasons)].join(' ');
  return withoutNames(told, slug) || null;
}

/** Pure. */
export function withoutNames(text: string, slug: string): string {
  const words = text.replaceAll(/[^\s@<>()]+@[^\s@<>()]+/g, '[address]');
  const isWhole = new RegExp(`(?<![\\w-])${slug.replaceAll('-', '\\-')}(?![\\w-])`, 'gi');
  return words.replaceAll(isWhole, '[the sandbox]');
}
