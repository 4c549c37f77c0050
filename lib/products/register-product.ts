import { defineCommand } from '../command/command';
import type { Tx } from '../db/transaction';
import { invalidField } from '../errors';
import { createId } from '../ids';
import { lockProduct } from './lock-product';
import { productDefinition } from './product';

/**
 * Registers a product, or replaces the definition of the one with this slug. May be repeated. Sandboxes that exist keep
 * the tables they were built with; the next build uses the definition as it is then. Refuses (`invalid_input` at `layout`)
 * to lay tenants out otherwise while there are any, since what they were registered by would then be read otherwise.
 */
export const registerProduct = defineCommand({
  name: 'product.register',
  input: productDefinition,
  allow: 'product:register',
  run: async ({ input, tx }) => {
    await lockProduct(tx, input.slug);
    await assertSameLayout(tx, input);
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

async function assertSameLayout(tx: Tx, { slug, layout }: { slug: string; layout: string }): Promise<void> {
  const known = await tx.product.findUnique({
    where: { slug },
    select: { definition: true, _count: { select: { tenants: true } } },
  });
  if (!known || known._count.tenants === 0) return;
  const { layout: before } = productDefinition.parse(known.definition);
  if (before !== layout)
    throw invalidField(
      'layout',
      `This product has tenants laid out by ${before}; register another product for the others.`,
    );
}
