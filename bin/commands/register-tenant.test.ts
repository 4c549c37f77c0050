import { beforeAll, expect, test, vi } from 'vitest';
import { rota } from '@/demo/rota/product';
import { systemActor } from '@/lib/access/actor';
import { runOrThrow } from '@/lib/command/run';
import { db } from '@/lib/db/client';
import { registerProduct } from '@/lib/products/register-product';
import { useControlDatabase } from '@/lib/testing/database';
import { createWorld, type World } from '@/lib/testing/world';
import { registerTenantPlace } from './register-tenant';

useControlDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld();
  await runOrThrow(registerProduct, rota, systemActor('tests'));
});

test('a tenant of shared tables is registered from words, and its key’s value is printed nowhere', async () => {
  let output = '';
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    output += String(text);
    return true;
  });
  const { slug } = await db().organization.findUniqueOrThrow({ where: { id: world.acme.id } });
  const place = ['--product', 'rota', '--organization', slug, '--schema', 'rota', '--name', 'Acme Shifts'];
  const key = ['--tenant-table', 'organizations', '--tenant-key', 'id=ZX-4711'];
  expect(await registerTenantPlace.run([...place, ...key])).toBe(0);
  write.mockRestore();
  expect(output).toBe('Registered Acme Shifts: rota, schema rota.\n');
  const tenant = await db().tenant.findFirstOrThrow({ where: { name: 'Acme Shifts' } });
  expect(tenant).toMatchObject({ keyTable: 'organizations', keyColumns: ['id'], keyValues: ['ZX-4711'] });
  await expect(registerTenantPlace.run(['--product', 'rota'])).rejects.toThrow('--organization');
  await expect(registerTenantPlace.run(place)).rejects.toThrow();
});
