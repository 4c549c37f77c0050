import pg from 'pg';
import { expect, test } from 'vitest';
import { databaseUrl, db } from '../db/client';
import { useControlDatabase } from '../testing/database';
import { sweepSilentWorkers } from './sweep';
import { openPool } from './work-shift';

useControlDatabase();

test('a worker that is frozen in its turn to sweep loses the turn, and the silent are swept by another', async () => {
  const long = new Date(0);
  const silent = { id: 'silent', kind: 'worker', host: 'h', pid: 1, startedAt: long, beatAt: long };
  await db().heartbeat.create({ data: silent });
  const frozen = openPool({ url: databaseUrl(), concurrency: 1 });
  const awake = new pg.Client({ connectionString: databaseUrl() });
  await awake.connect();
  try {
    // It goes no further than this: the turn is taken, and nothing is said to the server any more.
    const session = await frozen.connect();
    await session.query('BEGIN');
    await session.query('SELECT pg_advisory_xact_lock($1)', [0x53475357]);
    expect(await sweepSilentWorkers(awake)).toEqual({ workers: [], jobs: 0 });
    const swept = async () => (await sweepSilentWorkers(awake)).workers;
    await expect.poll(swept, { timeout: 60_000, interval: 500 }).toEqual(['silent']);
    session.release(true);
  } finally {
    await awake.end();
    await frozen.end();
  }
}, 120_000);
