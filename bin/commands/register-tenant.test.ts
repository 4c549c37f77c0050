import { beforeAll, expect, test, vi } from 'vitest';
import { rota } from '@/demo/rota/product';
import { systemActor } from '@/lib/access/actor';
import { runOrThrow } from '@/lib/command/run';
import { db } from '@/lib/db/client';
import { registerProduct } from '@/lib/products/register-product';
import { useControlDatabase } from '@/lib/testing/database';
import { stay } from '@/lib/testing/own-databases';
import { createWorld, type World } from '@/lib/testing/world';
import { registerTenantPlace } from './register-tenant';

useControlDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld();
  for (const product of [rota, stay]) await runOrThrow(registerProduct, product, systemActor('tests'));
});

/** What the command prints, and how it ends. */
async function register(...args: string[]): Promise<{ code: number; output: string }> {
  let output = '';
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    output += String(text);
    return true;
  });
  const code = await registerTenantPlace.run(args).finally(() => write.mockRestore());
  return { code, output };
}

test('a tenant of shared tables is registered from words, and its key’s value is printed nowhere', async () => {
  const { slug } = await db().organization.findUniqueOrThrow({ where: { id: world.acme.id } });
  const place = ['--product', 'rota', '--organization', slug, '--schema', 'rota', '--name', 'Acme Shifts'];
  const key = ['--tenant-table', 'organizations', '--tenant-key', 'id=ZX-4711'];
  const output = 'Registered Acme Shifts: rota, schema rota.\n';
  expect(await register(...place, ...key)).toEqual({ code: 0, output });
  const tenant = await db().tenant.findFirstOrThrow({ where: { name: 'Acme Shifts' } });
  expect(tenant).toMatchObject({ keyTable: 'organizations', keyColumns: ['id'], keyValues: ['ZX-4711'] });
  await expect(registerTenantPlace.run(['--product', 'rota'])).rejects.toThrow('--organization');
  await expect(registerTenantPlace.run(place)).rejects.toThrow();
});

test('a tenant that is a database is registered by its name, to the letter', async () => {
  const { slug } = await db().organization.findUniqueOrThrow({ where: { id: world.acme.id } });
  const place = ['--product', 'stay', '--organization', slug, '--schema', 'public', '--name', 'Acme Hotels'];
  const output = 'Registered Acme Hotels: stay, database Acme, Hotels/2, schema public.\n';
  expect(await register(...place, '--database', 'Acme, Hotels/2')).toEqual({ code: 0, output });
  expect(await db().tenant.findFirstOrThrow({ where: { name: 'Acme Hotels' } })).toMatchObject({
    database: 'Acme, Hotels/2',
    schema: 'public',
  });
  await expect(registerTenantPlace.run(place)).rejects.toThrow('database');
});
