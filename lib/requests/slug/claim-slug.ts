import type { Tx } from '../../db/transaction';
import { invalidField } from '../../errors';

/**
 * Reserves a sandbox name for a request, from filing until the sandbox is destroyed, so that no two requests wait for
 * the same URL. A request has one name in use; claiming another lets the first go. What a renamed sandbox had before stays
 * held until its days are over (rename-sandbox.ts). Throws at the field `slug` when taken.
 */
export async function claimSlug(tx: Tx, requestId: string, slug: string, now: Date): Promise<void> {
  const inUse = { requestId, heldUntil: null };
  const held = await tx.slugClaim.findFirst({ where: inUse, select: { slug: true } });
  if (held?.slug === slug) return;
  await tx.slugClaim.deleteMany({ where: inUse });
  await takeSlug(tx, requestId, slug, now);
}

/** Makes a name that is free the one in use; it is free, too, once the days are over for which it was held. */
export async function takeSlug(tx: Tx, requestId: string, slug: string, now: Date): Promise<void> {
  await tx.slugClaim.deleteMany({ where: { slug, heldUntil: { lte: now } } });
  const { count } = await tx.slugClaim.createMany({ data: [{ slug, requestId }], skipDuplicates: true });
  if (count === 0) throw invalidField('slug', `The name ${slug} is taken. Choose another one.`);
}

/** Gives its name back, and those that it held; nothing happens when there were none. */
export async function releaseSlug(tx: Tx, requestId: string): Promise<void> {
  await tx.slugClaim.deleteMany({ where: { requestId } });
}
