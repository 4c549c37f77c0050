import { z } from 'zod';
import { defineCommand } from '../command/command';
import type { Tx } from '../db/transaction';
import { invalidField } from '../errors';
import { createId } from '../ids';
import { lockProduct } from './lock-product';
import { type ProductDefinition, productDefinition } from './product';
import { databaseName, describeKey, placeColumns, sourceOf, tenantKeyInput } from './tenant';

/**
 * Registers where in a product's production a customer's rows lie: a database of its own, a schema of its own, or a key
 * in a schema that tenants share. May be repeated, with another customer or another name; where the rows lie is what a
 * tenant is known by. One that was registered before tenants had databases, with the schema alone, is given the database
 * that is named for the same customer and schema; a second tenant would leave its sandboxes without a source.
 *
 * Refuses (`invalid_input` at `database` or `key`) what the product's layout does not have, and what would let two tenants
 * overlap: a schema as a whole where tenants share it, two ways of telling tenants apart in one schema, two schemas of one
 * tenant's database. The audit tells of the key's columns, never of its values, and never of a database.
 */
export const registerTenant = defineCommand({
  name: 'product.register_tenant',
  input: z.strictObject({
    productSlug: z.string().min(1).max(31),
    organizationSlug: z.string().min(1).max(60),
    /** Where each tenant has one, on the server of the product's URL; it holds this tenant alone. */
    database: databaseName.optional(),
    schema: z.string().min(1).max(63),
    /** What people call it; needed with a database or a key, which no customer is shown. */
    name: z.string().trim().min(1).max(80).optional(),
    key: tenantKeyInput.optional(),
  }),
  allow: 'product:register',
  run: async ({ input, tx }) => {
    const { productSlug, organizationSlug, database = '', schema, name = null, key } = input;
    await lockProduct(tx, productSlug);
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
      database,
      schema,
      keyTable: key?.table ?? null,
      keyColumns: key?.columns ?? [],
      keyValues: key?.values ?? [],
    };
    assertLayout(productDefinition.parse(product.definition).layout, input);
    if (key && name === null) throw invalidField('name', 'Name the tenant: its key is shown to nobody.');
    if (database !== '' && name === null)
      throw invalidField('name', 'Name the tenant: its database is shown to no customer.');
    await assertToldApart(tx, place);
    const columns = { organizationId: organization.id, name };
    const found = (await findAt(tx, place)) ?? (await findWithoutDatabase(tx, place, organization.id));
    const { id } = found
      ? await tx.tenant.update({
          where: { id: found.id },
          data: { ...columns, database },
          select: { id: true },
        })
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

function assertLayout(
  layout: ProductDefinition['layout'],
  named: { database?: unknown; key?: unknown },
): void {
  if (layout === 'database' && named.database === undefined)
    throw invalidField(
      'database',
      'Tenants of this product are databases of their own: name this one’s database.',
    );
  if (layout !== 'database' && named.database !== undefined)
    throw invalidField('database', 'Tenants of this product lie in one database: leave the database out.');
  if (layout === 'rows' && named.key === undefined)
    throw invalidField('key', 'Tenants of this product are rows of shared tables: name this one’s key.');
  if (layout !== 'rows' && named.key !== undefined)
    throw invalidField('key', 'Tenants of this product do not share tables: leave the key out.');
}

type Place = Parameters<typeof sourceOf>[0] & { productId: string };

function findAt(tx: Tx, { productId, database, schema, keyValues }: Place): Promise<{ id: string } | null> {
  return tx.tenant.findFirst({
    where: { productId, database, schema, keyValues: { equals: keyValues } },
    select: { id: true },
  });
}

/**
 * The tenant that this customer has in the schema without a database, where the place has one; such a tenant is read by
 * nobody until it is told its own. Null for other layouts, and for another customer's.
 */
async function findWithoutDatabase(
  tx: Tx,
  { productId, database, schema }: Place,
  organizationId: string,
): Promise<{ id: string } | null> {
  if (database === '') return null;
  return tx.tenant.findFirst({
    where: { productId, organizationId, database: '', schema, keyValues: { isEmpty: true } },
    select: { id: true },
  });
}

/**
 * A tenant's own database holds one schema of it. All tenants of a schema are told apart by the same columns; a tenant
 * that has it alone has it without a neighbour.
 */
async function assertToldApart(tx: Tx, place: Place): Promise<void> {
  const { productId, database, schema } = place;
  const mine = sourceOf(place).tenant;
  const others = await tx.tenant.findMany({ where: { productId, database }, select: placeColumns });
  const elsewhere = others.find((other) => other.schema !== schema);
  if (database !== '' && elsewhere)
    throw invalidField(
      'database',
      `This database is a tenant’s whose rows lie in its schema ${elsewhere.schema}.`,
    );
  for (const other of others.filter((each) => each.schema === schema)) {
    const theirs = sourceOf(other).tenant;
    if (!mine && !theirs) continue;
    if (!theirs) throw invalidField('key', `The schema ${schema} is another tenant’s alone.`);
    if (!mine) throw invalidField('key', `Tenants share the schema ${schema}: name this one’s key.`);
    if (describeKey(mine) !== describeKey(theirs))
      throw invalidField('key', `Tenants of the schema ${schema} are told apart by ${describeKey(theirs)}.`);
  }
}
