import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clock } from '../clock';
import { databaseUrl, db } from '../db/client';
import { asSuperuser, useControlDatabase } from '../testing/database';
import { useQuickPace } from '../testing/pace';
import { type Heartbeat, silentAfterMs, startHeartbeat } from './heartbeat';
import { type RunningWorker, startWorker } from './run-worker';

useControlDatabase();
useQuickPace();

let web: Heartbeat;
let worker: RunningWorker;
beforeAll(async () => {
  web = await startHeartbeat({ url: databaseUrl(), id: 'web-of-this-test', kind: 'web' });
  worker = startWorker({ url: databaseUrl(), handlers: [] });
  await worker.started;
});
afterAll(async () => {
  await Promise.all([web.stop(), worker.stop()]);
});

/** The database lets nobody in for a while and ends whoever is there. `meanwhile` is done at the end of that. */
async function outage(ms: number, meanwhile = ''): Promise<void> {
  const name = decodeURIComponent(new URL(databaseUrl()).pathname.slice(1));
  await asSuperuser(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
  const until = clock.elapsed() + ms;
  while (clock.elapsed() < until) {
    await asSuperuser('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
    await clock.sleep(100);
  }
  await asSuperuser(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
  if (meanwhile) await asSuperuser(meanwhile, [], name);
}

/** Kinds whose sign of life is younger than the silence after which they would count as dead. */
async function fresh(): Promise<string[]> {
  const rows = await db().$queryRaw<{ kind: string }[]>`
    SELECT kind FROM "Heartbeat"
     WHERE "beatAt" > (clock_timestamp() AT TIME ZONE 'UTC') - ${silentAfterMs()} * INTERVAL '1 millisecond'`;
  return rows.map(({ kind }) => kind).sort();
}

describe('the signs of life of a web server and a worker come back', () => {
  test.each([
    ['a short outage', 0.5, ''],
    ['one that is longer than the silence of the dead', 2, ''],
    ['one after which others have taken their rows away', 2, 'DELETE FROM "Heartbeat"'],
    ['rows that were taken away without an outage', 0, 'DELETE FROM "Heartbeat"'],
  ])('after %s', async (_name, silences, meanwhile) => {
    await expect.poll(fresh, { timeout: 300_000 }).toEqual(['web', 'worker']);
    await outage(silences * silentAfterMs(), meanwhile);
    // Whatever was beaten before is out of date by then.
    await clock.sleep(1.5 * silentAfterMs());
    await expect.poll(fresh, { timeout: 300_000 }).toEqual(['web', 'worker']);
  });
});
