import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import { clock } from '../../clock';
import { startEmbedded } from '../../db/embedded';
import { measureCopy } from '../../provisioning';
import { judge } from './look-into';

const parts = (writes: number) => ({ parts: { rows: 1, isExact: true, writes } });

test('what was written is told for all tables, or for none with the reason', () => {
  const counted = { ageMs: 1_000, countingMs: 5_000 };
  expect(judge(parts(7), parts(4), counted)).toEqual({ written: { parts: 3 }, whyUnknown: null });
  expect(judge(parts(7), {}, counted)).toMatchObject({ written: { parts: 7 } });
  const unknown = { written: null, whyUnknown: expect.stringMatching(/began anew/) };
  expect(judge(parts(7), parts(4), { ...counted, countingMs: 900 })).toEqual(unknown);
  expect(judge(parts(7), parts(4), { ...counted, countingMs: null })).toEqual(unknown);
  expect(judge(parts(3), parts(4), counted)).toEqual(unknown);
  expect(judge(parts(3), null, counted)).toMatchObject({
    written: null,
    whyUnknown: expect.stringMatching(/not counted/),
  });
});

test('after a server crashed its counters say nothing of what came before', async () => {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'sandgate-crash-'));
  const server = await startEmbedded({ dataDir, password: 'of-the-crash-test' });
  try {
    const made = clock.elapsed();
    await ask(server.url, `CREATE ROLE tenant LOGIN PASSWORD 'secret'`, 'CREATE DATABASE copy');
    const inCopy = server.url.replace(/postgres$/, 'copy');
    await ask(
      inCopy,
      'CREATE SCHEMA app',
      'CREATE TABLE app.parts (id int)',
      'GRANT USAGE ON SCHEMA app TO tenant',
    );
    await ask(
      inCopy,
      'GRANT SELECT ON app.parts TO tenant',
      'INSERT INTO app.parts SELECT generate_series(1, 5)',
    );
    const look = async () => {
      const place = { database: 'copy', schema: 'app', role: 'tenant', password: 'secret' };
      const { tables, countingMs } = await measureCopy(place, { clusterUrl: server.url });
      return judge(
        tables,
        { parts: { rows: 0, isExact: true, writes: 0 } },
        { ageMs: clock.elapsed() - made, countingMs },
      );
    };
    expect(await look()).toEqual({ written: { parts: 5 }, whyUnknown: null });
    await crash(server.url);
    expect(await look()).toEqual({ written: null, whyUnknown: expect.stringMatching(/began anew/) });
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
});

async function ask(url: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** One killed session makes the whole server stop and recover, as after a crash of its own. */
async function crash(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  process.kill(rows[0]?.pid ?? 0, 'SIGKILL');
  await clock.sleep(500);
  await expect
    .poll(
      () =>
        ask(url, 'SELECT 1').then(
          () => 'answers',
          () => 'is away',
        ),
      { timeout: 60_000 },
    )
    .toBe('answers');
}
