import { beforeAll, describe, expect, test } from 'vitest';
import { systemActor } from '../access/actor';
import { run, runOrThrow } from '../command/run';
import { db } from '../db/client';
import { useControlDatabase } from '../testing/database';
import { stay } from '../testing/own-databases';
import { createWorld } from '../testing/world';
import { tenantLayouts } from './product';
import { registerProduct } from './register-product';
import { registerTenant } from './register-tenant';

useControlDatabase();
const actor = systemActor('tests');
let slugs: { acme: string; borealis: string };

beforeAll(async () => {
  const { acme, borealis } = await createWorld();
  for (const layout of tenantLayouts)
    await runOrThrow(registerProduct, { ...stay, slug: `${layout}-product`, layout }, actor);
  slugs = { acme: await slugOf(acme.id), borealis: await slugOf(borealis.id) };
});

const slugOf = async (id: string) => (await db().organization.findUniqueOrThrow({ where: { id } })).slug;

const key = { columns: ['tenant_id'], values: ['7'] };
const placed = (place: object, layout: string = 'database') => ({
  productSlug: `${layout}-product`,
  organizationSlug: slugs.acme,
  schema: 'public',
  name: 'Acme',
  ...place,
});

/** What each layout is told by; with anything else it would read somebody else’s rows, or nobody’s. */
const fitting = { schema: 'nothing', database: 'database', rows: 'key' } satisfies Record<
  (typeof tenantLayouts)[number],
  string
>;
const places = { nothing: {}, database: { database: 'acme' }, key: { key }, both: { database: 'acme', key } };

describe.each(tenantLayouts)('a product whose tenants are laid out by %s', (layout) => {
  test.each(Object.entries(places))('and a tenant that names %s', async (named, place) => {
    const result = await run(registerTenant, placed(place, layout), actor);
    expect(result.ok).toBe(named === fitting[layout]);
    if (!result.ok) expect(result.error).toMatchObject({ code: 'invalid_input' });
  });
});

test('the words say what to name, and what to leave out', async () => {
  const words = async (place: object, layout: string) =>
    JSON.stringify(await run(registerTenant, placed(place, layout), actor));
  expect(await words({}, 'database')).toContain('databases of their own: name this one’s database.');
  for (const layout of ['schema', 'rows'])
    expect(await words({ database: 'acme' }, layout)).toContain('leave the database out.');
  expect(await words({ database: 'x', name: undefined }, 'database')).toContain('Name the tenant');
});

test('a product lays its tenants out otherwise only while it has none', async () => {
  const product = { ...stay, slug: 'moving-product' };
  const register = (layout: (typeof tenantLayouts)[number]) =>
    run(registerProduct, { ...product, layout }, actor);
  for (const layout of tenantLayouts) expect(await register(layout)).toMatchObject({ ok: true });
  expect(await register('database')).toMatchObject({ ok: true });
  await runOrThrow(registerTenant, { ...placed({ database: 'acme' }), productSlug: product.slug }, actor);
  const refused = await register('schema');
  expect(JSON.stringify(refused)).toContain('has tenants laid out by database');
  expect(await register('database')).toMatchObject({ ok: true });
});

test('one schema name in two databases is two tenants; the same database again is the same tenant', async () => {
  const one = await runOrThrow(registerTenant, placed({ database: 'Acme' }), actor);
  const two = await runOrThrow(
    registerTenant,
    placed({ database: 'acme ', organizationSlug: slugs.borealis }),
    actor,
  );
  expect(two.id).not.toBe(one.id);
  const again = await runOrThrow(registerTenant, placed({ database: 'Acme', name: 'Renamed' }), actor);
  expect(again.id).toBe(one.id);
  const elsewhere = await run(registerTenant, placed({ database: 'Acme', schema: 'app' }), actor);
  expect(JSON.stringify(elsewhere)).toContain('whose rows lie in its schema public');
});

test('twenty registrations of one database at once make one tenant, and the table itself refuses a second', async () => {
  const inputs = Array.from({ length: 20 }, () => placed({ database: 'busy' }));
  const results = await Promise.all(inputs.map((input) => run(registerTenant, input, actor)));
  expect(results.every(({ ok }) => ok)).toBe(true);
  const [tenant, ...others] = await db().tenant.findMany({ where: { database: 'busy' } });
  expect(others).toEqual([]);
  if (!tenant) throw new Error('one was registered');
  await expect(db().tenant.create({ data: { ...tenant, id: 'second' } })).rejects.toThrow();
  const shared = { productId: tenant.productId, organizationId: tenant.organizationId, schema: 'main' };
  await db().tenant.create({ data: { ...shared, id: 'first' } });
  await expect(db().tenant.create({ data: { ...shared, id: 'second' } })).rejects.toThrow();
});

test('a tenant from before tenants had databases is given its own, and nobody else’s', async () => {
  const { id: productId } = await db().product.findUniqueOrThrow({ where: { slug: 'database-product' } });
  const { id: organizationId } = await db().organization.findUniqueOrThrow({ where: { slug: slugs.acme } });
  const place = { productId, organizationId, schema: 'early' };
  await db().tenant.create({ data: { ...place, id: 'early' } });
  const register = (database: string, more: object = {}) =>
    runOrThrow(registerTenant, placed({ database, schema: 'early', ...more }), actor);

  const anothers = await register('early-borealis', { organizationSlug: slugs.borealis });
  const otherSchema = await register('early-other', { schema: 'main-hall' });
  expect([anothers.id, otherSchema.id]).not.toContain('early');
  expect(await db().tenant.findUnique({ where: { id: 'early' } })).toMatchObject({ database: '' });

  expect((await register('early-acme')).id).toBe('early');
  expect((await register('early-acme', { name: 'Renamed' })).id).toBe('early');
  expect(await db().tenant.findUnique({ where: { id: 'early' } })).toMatchObject({
    ...place,
    database: 'early-acme',
    name: 'Renamed',
  });
  expect((await register('early-second')).id).not.toBe('early');
});

test('twenty registrations at once give one tenant without a database one database', async () => {
  const { id: productId } = await db().product.findUniqueOrThrow({ where: { slug: 'database-product' } });
  const { id: organizationId } = await db().organization.findUniqueOrThrow({ where: { slug: slugs.acme } });
  await db().tenant.create({ data: { productId, organizationId, schema: 'rush', id: 'rush' } });
  const inputs = Array.from({ length: 20 }, () => placed({ database: 'rush', schema: 'rush' }));
  const results = await Promise.all(inputs.map((input) => run(registerTenant, input, actor)));
  expect(results.map((result) => result.ok && result.value.id)).toEqual(inputs.map(() => 'rush'));
});

test.each([
  ['nothing', ''],
  ['64 bytes', 'ä'.repeat(32)],
  ['a zero character', 'a\0b'],
  ['half a surrogate pair', 'a\ud800'],
  ['a way through folders', '..'],
])('a database whose name is %s is refused', async (_what, database) => {
  expect(await run(registerTenant, placed({ database }), actor)).toMatchObject({
    ok: false,
    error: { code: 'invalid_input' },
  });
});

test('63 bytes are a name, and no audit event holds one', async () => {
  const database = `${'ä'.repeat(31)}z`;
  await runOrThrow(registerTenant, placed({ database }), actor);
  const where = { event: 'product.tenant_registered' };
  const events = await db().auditEvent.findMany({ where, select: { subjectId: true, details: true } });
  expect(events.at(-1)?.details).toEqual({ product: 'database-product' });
  expect(JSON.stringify(events)).not.toContain(database);
});
