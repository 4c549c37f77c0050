import { db } from '../db/client';
import { productDefinition } from './product';

/**
 * The tenants whose rows lie, or by their product's layout should lie, in a database of their own, by product and
 * database: what `sourceUrl` is asked with.
 */
export async function listOwnDatabases() {
  const tenants = await db().tenant.findMany({
    orderBy: [{ product: { slug: 'asc' } }, { database: 'asc' }],
    select: { database: true, product: { select: { slug: true, definition: true } } },
  });
  return tenants.filter(
    ({ database, product }) =>
      database !== '' || productDefinition.parse(product.definition).layout === 'database',
  );
}
