import { expect, test } from 'vitest';
import { clock } from '@/lib/clock';
import { asSuperuser, clusterSuperuserUrl } from '@/lib/testing/database';
import { seededRandom } from '@/lib/testing/faults/random';
import { orphanFolders, orphanFoldersSince } from '@/lib/testing/orphan-folders';
import { seedOf, sizeOf } from '@/lib/testing/sizes';
import { openConnection } from '../connect';
import { createSealedDatabase } from './create-database';

/**
 * With the strategy left to PostgreSQL, on the embedded server's `wal_level` of minimal, some
 * of the cuts leave a folder.
 */
const cuts = sizeOf('create-database');
const seed = seedOf(20_261_125);
const random = seededRandom(seed);
const application = 'sandgate-test-create';

async function createOne(name: string, signal?: AbortSignal): Promise<void> {
  const client = await openConnection(clusterSuperuserUrl(), {
    side: 'target',
    applicationName: application,
    signal,
    settings: { client_connection_check_interval: '10' },
  });
  try {
    await createSealedDatabase(client, name, { template: 'template0' });
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** How many of ours the server still has: it works on for a while after its client died. */
async function sessions(): Promise<number> {
  const rows = await asSuperuser('SELECT FROM pg_stat_activity WHERE application_name = $1', [application]);
  return rows.length;
}

const exists = async (name: string) =>
  (await asSuperuser('SELECT FROM pg_database WHERE datname = $1', [name])).length > 0;

test(`${cuts} clients that die late in CREATE DATABASE leave a database or nothing, also on the disk`, async () => {
  const lyingBefore = await orphanFolders();
  const started = clock.elapsed();
  await createOne('sb_whole');
  const wholeMs = clock.elapsed() - started;
  await asSuperuser('DROP DATABASE sb_whole');
  let created = 0;
  for (let n = 0; n < cuts; n += 1) {
    const client = new AbortController();
    const ended = createOne(`sb_cut${n}`, client.signal).catch(() => undefined);
    await clock.sleep(wholeMs * (0.5 + random() * 0.8));
    client.abort();
    await ended;
    await expect.poll(sessions, { interval: 20 }).toBe(0);
    if (!(await exists(`sb_cut${n}`))) continue;
    created += 1;
    await asSuperuser(`DROP DATABASE sb_cut${n}`);
  }
  console.warn(`cuts ${cuts}, seed ${seed}: ${created} came too late, ${cuts - created} in time`);
  expect(await orphanFoldersSince(lyingBefore)).toEqual([]);
});
