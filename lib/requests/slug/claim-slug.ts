import type { Tx } from '../../db/transaction';
import { invalidField } from '../../errors';

/**
 * Reserves a sandbox name for a request, from filing until the sandbox is destroyed, so that no two requests wait for
 * the same URL. A request holds one name; claiming another lets the first go. Throws at the field `slug` when taken.
 */
export async function claimSlug(tx: Tx, requestId: string, slug: string): Promise<void> {
  const held = await tx.slugClaim.findUnique({ where: { requestId }, select: { slug: true } });
  if (held?.slug === slug) return;
  await releaseSlug(tx, requestId);
  const { count } = await tx.slugClaim.createMany({ data: [{ slug, requestId }], skipDuplicates: true });
  if (count === 0) throw invalidField('slug', `The name ${slug} is taken. Choose another one.`);
}

/** Gives the name back; nothing happens when there was none. */
export async function releaseSlug(tx: Tx, requestId: string): Promise<void> {
  await tx.slugClaim.deleteMany({ where: { requestId } });
}
