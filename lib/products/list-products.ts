import { z } from 'zod';
import { defineQuery } from '../command/query';
import { db } from '../db/client';
import { productDefinition } from './product';

/** Versions of seed sets that a product's list names, the latest first. */
const shownSets = 50;

/**
 * Every product as it was registered, how much hangs on it, and its seed sets. A house has few products. `definition` is null where
 * it cannot be read, such as one of a later release.
 */
export const listProducts = defineQuery({
  name: 'product.list',
  input: z.object({}),
  allow: 'organization:read',
  run: async () => {
    const products = await db().product.findMany({
      orderBy: { name: 'asc' },
      select: {
        id: true,
        slug: true,
        name: true,
        definition: true,
        _count: { select: { tenants: true, sandboxes: { where: { state: { not: 'destroyed' } } } } },
        seedSets: {
          orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
          take: shownSets,
          select: {
            id: true,
            name: true,
            version: true,
            title: true,
            rows: true,
            createdAt: true,
            _count: { select: { sandboxes: { where: { state: { not: 'destroyed' } } } } },
          },
        },
      },
    });
    return products.map(({ definition, _count, seedSets, ...product }) => ({
      ...product,
      definition: productDefinition.safeParse(definition).data ?? null,
      tenants: _count.tenants,
      sandboxes: _count.sandboxes,
      seedSets: seedSets.map(({ _count: of, ...set }) => ({ ...set, sandboxes: of.sandboxes })),
    }));
  },
});
