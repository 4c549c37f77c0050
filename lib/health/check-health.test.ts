import { expect, test } from 'vitest';
import { closeDb, databaseUrl, db } from '../db/client';
import { configure } from '../env';
import { startHeartbeat } from '../jobs/heartbeat';
import { useControlDatabase } from '../testing/database';
import { checkHealth } from './check-health';

useControlDatabase();

const worker = (id: string) => startHeartbeat({ url: databaseUrl(), id, kind: 'worker' });

test('with a living worker and an empty queue everything is ok', async () => {
  const heartbeat = await worker('alive');
  expect(await checkHealth()).toEqual({ web: 'ok', worker: 'ok', queue: 'ok', database: 'ok' });
  await heartbeat.stop();
});

test('without a living worker it is the worker that is down', async () => {
  expect(await checkHealth()).toEqual({ web: 'ok', worker: 'down', queue: 'ok', database: 'ok' });
  const heartbeat = await worker('silent');
  await db().$executeRaw`UPDATE "Heartbeat" SET "beatAt" = "beatAt" - interval '1 minute'`;
  expect((await checkHealth()).worker).toBe('down');
  await heartbeat.stop();
});

test('a job that nobody takes shows as the queue', async () => {
  const heartbeat = await worker('idle');
  await db()
    .$executeRaw`SELECT graphile_worker.add_job('unclaimed', run_at := now() - interval '10 minutes')`;
  expect(await checkHealth()).toEqual({ web: 'ok', worker: 'ok', queue: 'down', database: 'ok' });
  await db().$executeRaw`UPDATE graphile_worker._private_jobs SET run_at = now() + interval '1 hour'`;
  expect((await checkHealth()).queue).toBe('ok');
  await heartbeat.stop();
});

test('without a database it says so, and claims nothing about the rest', async () => {
  const url = databaseUrl();
  await closeDb();
  configure({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' });
  expect(await checkHealth()).toEqual({ web: 'ok', worker: 'unknown', queue: 'unknown', database: 'down' });
  await closeDb();
  configure({ DATABASE_URL: url });
});
