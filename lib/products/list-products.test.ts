import { beforeAll, expect, test } from 'vitest';
import { ask } from '../command/query';
import { db } from '../db/client';
import { useControlDatabase } from '../testing/database';
import { createSandbox } from '../testing/requests';
import { createWorld, type World } from '../testing/world';
import { listProducts } from './list-products';

useControlDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld();
});

test('a product is listed with what hangs on it: tenants, and sandboxes by seed set, those that are gone left out', async () => {
  await createSandbox(world, 'ready');
  await createSandbox(world, 'ready', 'blank');
  await createSandbox(world, 'destroyed');
  const found = (await ask(listProducts, {}, world.support)).find(({ id }) => id === world.product.id);
  expect(found).toMatchObject({ slug: world.product.slug, tenants: 2, sandboxes: 2 });
  expect(found?.definition?.layout).toBe('schema');
  expect(found?.seedSets.find(({ id }) => id === world.seedSet.id)).toMatchObject({
    name: world.seedSet.name,
    version: world.seedSet.version,
    sandboxes: 1,
  });
});

test('one whose definition cannot be read is listed all the same, and customers see none', async () => {
  const { id, definition } = await db().product.findUniqueOrThrow({ where: { id: world.product.id } });
  await db().product.update({ where: { id }, data: { definition: { later: true } } });
  const found = (await ask(listProducts, {}, world.admin)).find((product) => product.id === id);
  expect(found).toMatchObject({ name: world.product.name, definition: null });
  await db().product.update({ where: { id }, data: { definition: definition ?? {} } });
  await expect(ask(listProducts, {}, world.customer)).rejects.toMatchObject({ code: 'forbidden' });
});
