import { beforeAll, expect, test } from 'vitest';
import { rota } from '@/demo/rota/product';
import { systemActor } from '../access/actor';
import { run, runOrThrow } from '../command/run';
import { db } from '../db/client';
import { useControlDatabase } from '../testing/database';
import { createWorld, type World } from '../testing/world';
import { registerProduct } from './register-product';
import { registerTenant } from './register-tenant';
import { placeColumns, sourceOf } from './tenant';

useControlDatabase();
const actor = systemActor('tests');
let world: World;
let slugs: { acme: string; borealis: string };

beforeAll(async () => {
  world = await createWorld();
  await runOrThrow(registerProduct, rota, actor);
  const slugOf = async (id: string) =>
    (await db().organization.findUniqueOrThrow({ where: { id }, select: { slug: true } })).slug;
  slugs = { acme: await slugOf(world.acme.id), borealis: await slugOf(world.borealis.id) };
});

const key = (value: string, more: object = {}) => ({
  table: 'organizations',
  columns: ['id'],
  values: [value],
  ...more,
});
const keyed = (organizationSlug: string, value: string, more: object = {}) => ({
  productSlug: rota.slug,
  organizationSlug,
  schema: 'rota',
  name: `Tenant of ${organizationSlug}`,
  key: key(value),
  ...more,
});

test('tenants share a schema under different keys; the same key again is the same tenant', async () => {
  const first = await runOrThrow(registerTenant, keyed(slugs.acme, '1'), actor);
  const second = await runOrThrow(registerTenant, keyed(slugs.borealis, '2'), actor);
  expect(second.id).not.toBe(first.id);
  const again = await runOrThrow(registerTenant, keyed(slugs.acme, '1', { name: 'Renamed' }), actor);
  expect(again.id).toBe(first.id);
  const stored = await db().tenant.findUniqueOrThrow({ where: { id: first.id }, select: placeColumns });
  expect(sourceOf(stored)).toEqual({
    schema: 'rota',
    tenant: { root: 'rota.organizations', columns: ['id'], values: ['1'] },
  });
});

test('twenty registrations of one key at once make one tenant', async () => {
  const inputs = Array.from({ length: 20 }, () => keyed(slugs.acme, '20'));
  const results = await Promise.all(inputs.map((input) => run(registerTenant, input, actor)));
  expect(results.every(({ ok }) => ok)).toBe(true);
  expect(await db().tenant.count({ where: { keyValues: { equals: ['20'] } } })).toBe(1);
});

test('the database itself refuses one key twice, and a key without a value', async () => {
  const { productId } = await db().tenant.findFirstOrThrow({ where: { keyValues: { equals: ['20'] } } });
  const columns = { productId, organizationId: world.acme.id, schema: 'rota', keyColumns: ['id'] };
  await expect(db().tenant.create({ data: { ...columns, id: 'x1', keyValues: ['20'] } })).rejects.toThrow();
  await expect(db().tenant.create({ data: { ...columns, id: 'x2', keyValues: [] } })).rejects.toThrow();
  await db().tenant.delete({
    where: (await db().tenant.create({ data: { ...columns, id: 'x3', keyValues: ['21'] } })) && { id: 'x3' },
  });
});

test('what would let two tenants overlap is refused, with a sentence that holds no value', async () => {
  const { definition } = world.product;
  const plain = { productSlug: world.product.slug, organizationSlug: slugs.acme, schema: 'solo' };
  expect(definition).toMatchObject({ layout: 'schema' });
  const secret = 'ZX-4711';
  for (const [input, words] of [
    [{ ...keyed(slugs.acme, '3'), key: undefined }, 'name this one’s key'],
    [{ ...keyed(slugs.acme, '3'), name: undefined }, 'Name the tenant'],
    [{ ...plain, name: 'Solo', key: key(secret) }, 'leave the key out'],
    [
      keyed(slugs.acme, '3', { key: key(secret, { table: 'people' }) }),
      'told apart by rota.organizations (id)',
    ],
    [keyed(slugs.acme, '3', { key: key(secret, { columns: ['id', 'name'] }) }), 'one value for each'],
    [keyed(slugs.acme, '3', { key: key(secret, { columns: ['id', 'id'], values: [secret, '2'] }) }), 'twice'],
  ] as const) {
    const result = await run(registerTenant, input, actor);
    expect(result).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
    expect(JSON.stringify(result)).toContain(words);
    expect(JSON.stringify(result)).not.toContain(secret);
  }
  const events = await db().auditEvent.findMany({ where: { event: 'product.tenant_registered' } });
  expect(events.length).toBeGreaterThan(0);
  expect(events.at(-1)?.details).toEqual({ product: 'rota', keyTable: 'organizations', keyColumns: ['id'] });
});
