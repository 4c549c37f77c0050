import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { asSuperuser, createDatabase, withDatabase } from '@/lib/testing/database';
import { sizeOf } from '@/lib/testing/sizes';
import { readServer } from '../../catalogue/server/read-server';
import { withConnection } from '../../connect';
import { buildingName } from '../../names';
import { copySnapshot } from '../copy-snapshot';
import { weighPlan } from '../plan/weigh-plan';
import { planFor } from '../plan.fixture';
import { buildDatabase } from '../target/build-database';
import { tenantSchema, tenantSql } from '../tenant.fixture';

/** A file system of so many KiB, which may get another size; null where this process may mount none. */
function mountSmall(folder: string, kib: number): { resize(kib: number): void; unmount(): void } | null {
  const mount = (options: string) =>
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'ignore' });
  try {
    mount(`size=${kib}k,mode=0777`);
    return {
      resize: (other) => mount(`remount,size=${other}k,mode=0777`),
      unmount: () => execFileSync('umount', ['-l', folder]),
    };
  } catch {
    return null;
  }
}

/** From just over an empty database to just under the whole copy, evenly spread. */
const sizesKiB = (count: number) =>
  Array.from({ length: count }, (_, at) => 24_576 - Math.round((at * 12_288) / Math.max(1, count - 1)));

it('says that the target is full, leaves nothing, and works once there is room', async ({ skip }) => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sandgate-full-'));
  await chmod(folder, 0o755);
  const small = path.join(folder, 'small');
  await mkdir(small);
  const disk = mountSmall(small, 24_576);
  if (!disk) {
    await rm(folder, { recursive: true });
    skip('mounting a small file system takes rights that this process lacks');
    return;
  }
  const source = await createDatabase();
  const name = `full_${process.pid}`;
  const space = `space_${process.pid}`;
  try {
    const inside = path.join(small, 'data');
    await mkdir(inside);
    execFileSync('chown', ['postgres', inside]);
    await asSuperuser(`CREATE TABLESPACE ${space} LOCATION '${inside}'`);
    const plan = await withConnection(
      source.url,
      { side: 'target', applicationName: 'a test' },
      async (client) => {
        await client.query(tenantSql(40_000));
        return planFor(source.url, [tenantSchema]);
      },
    );
    const make = (tablespace: string) =>
      withConnection(source.url, { side: 'source', applicationName: 'a test' }, async (client) =>
        buildDatabase(
          withDatabase(source.url, name),
          { like: await readServer(client), room: { leastBytes: 0, mostBytes: 0 } },
          async (url) => {
            await asSuperuser(`ALTER DATABASE ${buildingName(name)} SET TABLESPACE ${tablespace}`);
            return copySnapshot(plan, { source, target: { url }, jobs: 2, key: randomBytes(32) });
          },
        ),
      );
    const sizes = sizesKiB(sizeOf('full-disk'));
    for (const kib of sizes) {
      disk.resize(kib);
      await expect(make(space), `${kib} KiB`).rejects.toMatchObject({ code: 'target_full' });
      const left = await asSuperuser('SELECT datname FROM pg_database WHERE datname = ANY ($1)', [
        [name, buildingName(name)],
      ]);
      expect(left).toEqual([]);
    }
    process.stdout.write(`${sizes.length} copies onto disks that got full left nothing\n`);
    expect((await make('pg_default')).rows).toBeGreaterThan(40_000);
  } finally {
    await asSuperuser(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await asSuperuser(`DROP TABLESPACE IF EXISTS ${space}`).catch(() => undefined);
    await source.drop();
    disk.unmount();
    await rm(folder, { recursive: true, force: true });
  }
});

it('refuses a content that is known not to fit before anything is made', async () => {
  const source = await createDatabase();
  const name = `unfit_${process.pid}`;
  try {
    const like = await withConnection(source.url, { side: 'source', applicationName: 'a test' }, readServer);
    const folders: string[] = [];
    const freeBytesAt = async (folder: string) => {
      folders.push(folder);
      return 400_000_000;
    };
    const make = (leastBytes: number) => {
      const room = { leastBytes, mostBytes: 10 * leastBytes };
      return buildDatabase(withDatabase(source.url, name), { like, room, freeBytesAt }, async () => 'filled');
    };
    await expect(make(200_000_000)).rejects.toMatchObject({ code: 'target_full' });
    const exists = () =>
      asSuperuser('SELECT FROM pg_database WHERE datname = ANY ($1)', [[name, buildingName(name)]]);
    expect(await exists()).toHaveLength(0);
    expect(await make(100_000_000)).toBe('filled');
    expect(folders).toHaveLength(2);
  } finally {
    await asSuperuser(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await source.drop();
  }
});

it('asks no room for dead rows, for indexes, and for wide values that a mask empties', async () => {
  const source = await createDatabase();
  const name = `fits_${process.pid}`;
  try {
    await asSuperuser(
      `CREATE SCHEMA shop;
       CREATE TABLE shop.documents (id int PRIMARY KEY, body bytea);
       ALTER TABLE shop.documents ALTER body SET STORAGE EXTERNAL;
       INSERT INTO shop.documents SELECT n, decode(repeat('00', 200000), 'hex') FROM generate_series(1, 150) n;
       CREATE TABLE shop.queue (id int PRIMARY KEY, note text) WITH (autovacuum_enabled = false);
       INSERT INTO shop.queue SELECT n, repeat('x', 100) FROM generate_series(1, 100000) n;
       DELETE FROM shop.queue WHERE id % 3 > 0;`,
      [],
      source.name,
    );
    const plan = await planFor(source.url, ['shop'], {
      'documents.body': { class: 'direct.free_text', mask: { name: 'null' } },
    });
    const options = { side: 'source', applicationName: 'a test' } as const;
    const [like, room] = await withConnection(source.url, options, async (client) => [
      await readServer(client),
      await weighPlan(client, plan),
    ]);
    const url = withDatabase(source.url, name);
    const fits = 15_000_000;
    const freeBytesAt = async () => 256_000_000 + fits;
    await buildDatabase(url, { like, room, freeBytesAt }, (target) =>
      copySnapshot(plan, { source, target: { url: target }, jobs: 2, key: randomBytes(32) }),
    );
    const [made] = await asSuperuser<{ bytes: number }>('SELECT pg_database_size($1)::float8 AS bytes', [
      name,
    ]);
    expect(room.mostBytes).toBeGreaterThan(55_000_000);
    expect(made?.bytes).toBeGreaterThan(room.leastBytes);
    expect(made?.bytes).toBeLessThan(fits);
  } finally {
    await asSuperuser(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await source.drop();
  }
});
