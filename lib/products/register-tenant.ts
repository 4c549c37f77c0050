import { z } from 'zod';
import { defineCommand } from '../command/command';
import { invalidField } from '../errors';
import { createId } from '../ids';

/** Registers which schema of a product's production database belongs to which customer. May be repeated. */
export const registerTenant = defineCommand({
  name: 'product.register_tenant',
  input: z.strictObject({
    productSlug: z.string().min(1).max(31),
    organizationSlug: z.string().min(1).max(60),
    schema: z.string().min(1).max(63),
  }),
  allow: 'product:register',
  run: async ({ input, tx }) => {
    const product = await tx.product.findUnique({ where: { slug: input.productSlug }, select: { id: true } });
    if (!product)
      throw invalidField('productSlug', `There is no product ${input.productSlug}; register it first.`);
    const organization = await tx.organization.findUnique({
      where: { slug: input.organizationSlug },
      select: { id: true },
    });
    if (!organization)
      throw invalidField('organizationSlug', `There is no organization ${input.organizationSlug}.`);
    const { id } = await tx.tenant.upsert({
      where: { productId_schema: { productId: product.id, schema: input.schema } },
      create: {
        id: createId(),
        productId: product.id,
        organizationId: organization.id,
        schema: input.schema,
      },
      update: { organizationId: organization.id },
      select: { id: true },
    });
    return { id, organizationId: organization.id };
  },
  audit: ({ input, result }) => ({
    event: 'product.tenant_registered',
    subject: { type: 'tenant', id: result.id },
    organizationId: result.organizationId,
    details: { product: input.productSlug },
  }),
});
