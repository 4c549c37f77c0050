import { z } from 'zod';
import { defineCommand } from '../command/command';
import { lockFor } from '../db/lock';
import type { Tx } from '../db/transaction';
import { invalidField } from '../errors';
import { createId } from '../ids';
import { productDefinition } from './product';
import { describeKey, placeColumns, sourceOf, tenantKeyInput } from './tenant';

/**
 * Registers where in a product's production a customer's rows lie: a schema of its own, or a key in a schema that tenants
 * share. May be repeated, with another customer or another name; where the rows lie is what a tenant is known by.
 *
 * Refuses (`invalid_input` at `key`) what would let two tenants overlap: a key in a product whose tenants have schemas of
 * their own, a schema as a whole where tenants share it, and two ways of telling tenants apart in one schema. The audit
 * tells of the key's columns, never of its values.
 */
export const registerTenant = defineCommand({
  name: 'product.register_tenant',
  input: z.strictObject({
    productSlug: z.string().min(1).max(31),
    organizationSlug: z.string().min(1).max(60),
    schema: z.string().min(1).max(63),
    /** What people call it; needed with a key, whose values nobody is shown. */
    name: z.string().trim().min(1).max(80).optional(),
    key: tenantKeyInput.optional(),
  }),
  allow: 'product:register',
  run: async ({ input, tx }) => {
    const { productSlug, organizationSlug, schema, name = null, key } = input;
    const product = await tx.product.findUnique({
      where: { slug: productSlug },
      select: { id: true, definition: true },
    });
    if (!product) throw invalidField('productSlug', `There is no product ${productSlug}; register it first.`);
    const organization = await tx.organization.findUnique({
      where: { slug: organizationSlug },
      select: { id: true },
    });
    if (!organization)
      throw invalidField('organizationSlug', `There is no organization ${organizationSlug}.`);
    const place = {
      productId: product.id,
      schema,
      keyTable: key?.table ?? null,
      keyColumns: key?.columns ?? [],
      keyValues: key?.values ?? [],
    };
    assertLayout(productDefinition.parse(product.definition).layout, key !== undefined);
    if (key && name === null) throw invalidField('name', 'Name the tenant: its key is shown to nobody.');
    await lockFor(tx, `tenants of ${product.id} in ${schema}`);
    await assertToldApart(tx, place);
    const columns = { organizationId: organization.id, name };
    const found = await tx.tenant.findFirst({
      where: { productId: product.id, schema, keyValues: { equals: place.keyValues } },
      select: { id: true },
    });
    const { id } = found
      ? await tx.tenant.update({ where: { id: found.id }, data: columns, select: { id: true } })
      : await tx.tenant.create({ data: { id: createId(), ...place, ...columns }, select: { id: true } });
    return { id, organizationId: organization.id };
  },
  audit: ({ input, result }) => ({
    event: 'product.tenant_registered',
    subject: { type: 'tenant', id: result.id },
    organizationId: result.organizationId,
    details: {
      product: input.productSlug,
      ...(input.key ? { keyTable: input.key.table ?? null, keyColumns: input.key.columns } : {}),
    },
  }),
});

function assertLayout(layout: string, hasKey: boolean): void {
  if (layout === 'rows' && !hasKey)
    throw invalidField('key', 'Tenants of this product are rows of shared tables: name this one’s key.');
  if (layout !== 'rows' && hasKey)
    throw invalidField('key', 'Tenants of this product do not share tables: leave the key out.');
}

type Place = Parameters<typeof sourceOf>[0] & { productId: string };

/** All tenants of a schema are told apart by the same columns; a tenant that has it alone has it without a neighbour. */
async function assertToldApart(tx: Tx, place: Place): Promise<void> {
  const { productId, schema } = place;
  const mine = sourceOf(place).tenant;
  const others = await tx.tenant.findMany({ where: { productId, schema }, select: placeColumns });
  for (const other of others) {
    const theirs = sourceOf(other).tenant;
    if (!mine && !theirs) continue;
    if (!theirs) throw invalidField('key', `The schema ${schema} is another tenant’s alone.`);
    if (!mine) throw invalidField('key', `Tenants share the schema ${schema}: name this one’s key.`);
    if (describeKey(mine) !== describeKey(theirs))
      throw invalidField('key', `Tenants of the schema ${schema} are told apart by ${describeKey(theirs)}.`);
  }
}
