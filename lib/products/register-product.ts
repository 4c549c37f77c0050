import { defineCommand } from '../command/command';
import { createId } from '../ids';
import { productDefinition } from './product';

/**
 * Registers a product, or replaces the definition of the one with this slug. May be repeated. Sandboxes that exist keep
 * the tables they were built with; the next build uses the definition as it is then.
 */
export const registerProduct = defineCommand({
  name: 'product.register',
  input: productDefinition,
  allow: 'product:register',
  run: async ({ input, tx }) => {
    const columns = { name: input.name, definition: input };
    const { id } = await tx.product.upsert({
      where: { slug: input.slug },
      create: { id: createId(), slug: input.slug, ...columns },
      update: columns,
      select: { id: true },
    });
    return { id };
  },
  audit: ({ input, result }) => ({
    event: 'product.registered',
    subject: { type: 'product', id: result.id },
    details: { slug: input.slug, records: Object.keys(input.records) },
  }),
});
