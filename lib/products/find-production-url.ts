import { db } from '../db/client';
import { productDefinition } from './product';

/** Where the production of the product whose keys begin with this prefix answers; undefined when nobody said. */
export async function findProductionUrl(keyPrefix: string): Promise<string | undefined> {
  const product = await db().product.findFirst({
    where: { definition: { path: ['keyPrefix'], equals: keyPrefix } },
    select: { definition: true },
  });
  return product ? productDefinition.parse(product.definition).productionUrl : undefined;
}
