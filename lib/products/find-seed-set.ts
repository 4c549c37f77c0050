import type { Tx } from '../db/transaction';
import { invalidField } from '../errors';

/**
 * The newest version of the seed set that a seeded request asks for, or null for other shapes. Throws at the field
 * `seedSetName` when the product has no such set.
 */
export async function findSeedSet(
  tx: Tx,
  productId: string,
  content: { shape: string; seedSetName?: string | null },
): Promise<string | null> {
  if (content.shape !== 'seeded') return null;
  if (!content.seedSetName) throw invalidField('seedSetName', 'Choose a seed set.');
  const found = await tx.seedSet.findFirst({
    where: { productId, name: content.seedSetName },
    orderBy: { version: 'desc' },
    select: { id: true },
  });
  if (!found) throw invalidField('seedSetName', 'Choose one of the seed sets in the list.');
  return found.id;
}
