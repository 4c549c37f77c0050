import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clock } from '@/lib/clock';
import { createDatabase } from '@/lib/testing/database';
import { openConnection } from '../../connect';
import { CopyOut } from './copy-out';
import { SpliceError, spliceCopy } from './splice-copy';
import { createThrottle } from './throttle';

let database: Awaited<ReturnType<typeof createDatabase>>;
let opened: Client[] = [];

async function session(side: 'source' | 'target'): Promise<Client> {
  const client = await openConnection(database.url, {
    side,
    applicationName: 'splice-test',
    settings: { search_path: 'public' },
  });
  opened.push(client);
  return client;
}

beforeAll(async () => {
  database = await createDatabase();
  const client = await session('target');
  await client.query(`
    CREATE TABLE raw AS SELECT g AS id, repeat(chr(65 + g % 26), g % 300) AS body, NULLIF(g % 7, 0) AS n
      FROM generate_series(1, 20000) g;
    CREATE TABLE copied (LIKE raw);`);
});

afterAll(async () => {
  await Promise.all(opened.map((client) => client.end().catch(() => undefined)));
  opened = [];
  await database.drop();
});

describe('a splice', () => {
  it('moves every row unchanged and counts rows and bytes', async () => {
    const [source, target] = [await session('source'), await session('target')];
    for (const form of ['text', 'binary']) {
      await target.query('TRUNCATE copied');
      let seen = 0;
      const moved = await spliceCopy({
        source,
        target,
        read: `COPY raw TO STDOUT (FORMAT ${form})`,
        write: `COPY copied FROM STDIN (FORMAT ${form})`,
        onProgress: (rows) => {
          seen += rows;
        },
      });
      const [size] = (await target.query('SELECT sum(length(id::text) + length(body))::int AS n FROM raw'))
        .rows;
      const different = await target.query('TABLE raw EXCEPT TABLE copied');
      expect(moved.rows).toBe(20_000);
      expect(seen).toBeGreaterThanOrEqual(20_000);
      expect(moved.bytes).toBeGreaterThan(size.n);
      expect(different.rowCount).toBe(0);
    }
  });

  it('uses no more memory for a row of 100 MB than for a short one', async () => {
    const [source, target] = [await session('source'), await session('target')];
    await target.query('CREATE TABLE wide (body text); CREATE TABLE wide_copied (body text)');
    await target.query("INSERT INTO wide SELECT repeat('0123456789', 10000000)");
    global.gc?.();
    const before = process.memoryUsage().rss;
    let most = before;
    const sampler = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss);
    }, 5);
    const moved = await spliceCopy({
      source,
      target,
      read: 'COPY wide TO STDOUT',
      write: 'COPY wide_copied FROM STDIN',
    });
    clearInterval(sampler);
    const stored = await target.query('SELECT length(body) AS n FROM wide_copied');
    expect(stored.rows[0].n).toBe(100_000_000);
    expect(moved.bytes).toBeGreaterThan(100_000_000);
    expect(most - before).toBeLessThan(80_000_000);
  });

  it('moves nothing from an empty table', async () => {
    const [source, target] = [await session('source'), await session('target')];
    await target.query('CREATE TABLE nothing (a int); CREATE TABLE nothing_copied (a int)');
    const moved = await spliceCopy({
      source,
      target,
      read: 'COPY nothing TO STDOUT',
      write: 'COPY nothing_copied FROM STDIN',
    });
    expect(moved).toEqual({ rows: 0, bytes: 0 });
  });

  it('stores nothing when the source fails in the middle, and both sessions stay usable', async () => {
    const [source, target] = [await session('source'), await session('target')];
    await target.query('TRUNCATE copied');
    const splice = spliceCopy({
      source,
      target,
      read: 'COPY (SELECT id, body, 1 / (20000 - id) FROM raw) TO STDOUT',
      write: 'COPY copied FROM STDIN',
    });
    await expect(splice).rejects.toMatchObject({ name: 'SpliceError', side: 'source' });
    expect((await target.query('SELECT count(*)::int AS n FROM copied')).rows[0].n).toBe(0);
    expect((await source.query('SELECT 1 AS n')).rows[0].n).toBe(1);
  });

  it('a receiver that throws ends its query by that error, and the session stays usable', async () => {
    const source = await session('source');
    let chunks = 0;
    const output = new CopyOut('COPY raw TO STDOUT', {
      onRows: () => {
        chunks += 1;
        throw new RangeError('no room');
      },
      onEnd: () => undefined,
    });
    source.query(output);
    await expect(output.done).rejects.toThrow('no room');
    expect(chunks).toBe(1);
    expect((await source.query('SELECT 1 AS n')).rows[0].n).toBe(1);
  });

  it('names the target when the target refuses a row or the command, and cuts the source off', async () => {
    const [source, target] = [await session('source'), await session('target')];
    await target.query('CREATE TABLE strict (LIKE raw, CHECK (id < 5))');
    const read = 'COPY (SELECT a.* FROM raw a, raw b) TO STDOUT';
    await expect(
      spliceCopy({ source, target, read, write: 'COPY missing FROM STDIN' }),
    ).rejects.toMatchObject({ side: 'target' });
    await expect(spliceCopy({ source, target, read, write: 'COPY strict FROM STDIN' })).rejects.toMatchObject(
      { side: 'target' },
    );
    await expect(source.query('SELECT 1')).rejects.toThrow();
    expect((await target.query('SELECT count(*)::int AS n FROM strict')).rows[0].n).toBe(0);
  });

  it('ends when either side is lost', async () => {
    for (const lost of ['source', 'target'] as const) {
      const [source, target, other] = [
        await session('source'),
        await session('target'),
        await session('target'),
      ];
      const victim = lost === 'source' ? source : target;
      const [{ pid }] = (await victim.query('SELECT pg_backend_pid() AS pid')).rows;
      const read = 'COPY (SELECT a.* FROM raw a, raw b) TO STDOUT';
      const splice = spliceCopy({ source, target, read, write: 'COPY copied FROM STDIN' }).catch(
        (error: unknown) => error,
      );
      await clock.sleep(100);
      await other.query('SELECT pg_terminate_backend($1)', [pid]);
      const failure = await splice;
      expect(failure).toBeInstanceOf(SpliceError);
      expect(failure).toMatchObject({ side: lost });
    }
  });

  it('stays under the rate that it was given', async () => {
    const [source, target] = [await session('source'), await session('target')];
    await target.query('TRUNCATE copied');
    const began = clock.elapsed();
    const moved = await spliceCopy({
      source,
      target,
      read: 'COPY raw TO STDOUT',
      write: 'COPY copied FROM STDIN',
      throttle: createThrottle(4_000_000),
    });
    const seconds = (clock.elapsed() - began) / 1_000;
    expect(moved.bytes / seconds).toBeLessThan(5_000_000);
  });
});
