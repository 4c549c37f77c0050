import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createId } from '@/lib/ids';
import { asSuperuser, clusterSuperuserUrl } from '@/lib/testing/database';
import { withConnection } from '../connect';
import { assertRoom, type FreeBytesAt, isDataHere } from './free-space';

/** Room on the run's own PostgreSQL, whose data lies on this machine. */
const look = (leastBytes: number, freeBytesAt?: FreeBytesAt, url = clusterSuperuserUrl()) =>
  withConnection(url, { side: 'target', applicationName: 'a test' }, (cluster) =>
    assertRoom(cluster, { leastBytes, mostBytes: 2 * leastBytes }, freeBytesAt),
  );
const gigabyte = 1_000_000_000;

test('the disk that is looked at is the one that holds the data of the cluster', async () => {
  const [setting] = await asSuperuser<{ data_directory: string }>('SHOW data_directory');
  const looked: string[] = [];
  const answer = await look(gigabyte, async (folder) => {
    looked.push(folder);
    return 3 * gigabyte;
  });
  expect({ answer, looked }).toEqual({ answer: null, looked: [setting?.data_directory] });
});

test('too little is refused with both figures and a way on, and what the log needs is kept free', async () => {
  const refusal = {
    code: 'target_full',
    message: expect.stringMatching(/at least 2\.5 GB .* 700 MB free; 256 MB must stay free/),
    remedy: expect.stringMatching(/^Free space on the sandbox cluster/),
  };
  await expect(look(2.5 * gigabyte, async () => 0.7 * gigabyte)).rejects.toMatchObject(refusal);
  await expect(look(gigabyte, async () => 1.255 * gigabyte)).rejects.toMatchObject({ code: 'target_full' });
});

test('between the least and the most nothing is refused, and both figures are told', async () => {
  for (const free of [1.256, 2.255])
    expect(await look(gigabyte, async () => free * gigabyte)).toMatch(
      /^Space may run out: this takes up to 2\.0 GB .* has (1\.3|2\.3) GB free; .*\.$/,
    );
  expect(await look(gigabyte, async () => 2.256 * gigabyte)).toBeNull();
});

test('what is cleared away first counts as free, and the sentence says so', async () => {
  const answer = await withConnection(
    clusterSuperuserUrl(),
    { side: 'target', applicationName: 'a test' },
    (cluster) => assertRoom(cluster, { leastBytes: 1, mostBytes: gigabyte }, async () => 0, 0.3 * gigabyte),
  );
  expect(answer).toMatch(/has 300 MB free, what earlier attempts left included; 256 MB/);
});

test('the disk of this machine holds no million gigabytes', async () => {
  await expect(look(1e6 * gigabyte)).rejects.toMatchObject({
    code: 'target_full',
    message: expect.stringMatching(/at least 1000000\.0 GB .* has [1-9]\d*(\.\d)? [MG]B free/),
  });
});

describe('where it cannot be told nothing is refused, and the reason is given', () => {
  const role = `ordinary_${createId()}`;
  beforeAll(async () => {
    await asSuperuser(`CREATE ROLE ${role} LOGIN PASSWORD 'ordinary'`);
    await asSuperuser(`GRANT CONNECT ON DATABASE postgres TO ${role}`);
  });
  afterAll(() => asSuperuser(`DROP OWNED BY ${role}; DROP ROLE ${role}`));

  test('a role that may not see the settings', async () => {
    const url = Object.assign(new URL(clusterSuperuserUrl()), { username: role, password: 'ordinary' });
    expect(await look(gigabyte, async () => 0, url.href)).toMatch(/may not see/);
    await asSuperuser(`GRANT pg_read_all_settings TO ${role}`);
    await expect(look(gigabyte, async () => 0, url.href)).rejects.toMatchObject({ code: 'target_full' });
  });

  test('a cluster without template0', async () => {
    const without = withConnection(
      clusterSuperuserUrl(),
      { side: 'target', applicationName: 'a test' },
      async (cluster) => {
        // Undone before anybody sees it; whoever makes a database meanwhile waits for a moment.
        await cluster.query(
          'BEGIN; SET LOCAL lock_timeout = 0; ALTER DATABASE template0 RENAME TO template_aside',
        );
        const answer = await assertRoom(cluster, { leastBytes: 1, mostBytes: 1 }, async () => 0).catch(
          (thrown: unknown) => thrown,
        );
        await cluster.query('ROLLBACK');
        return answer;
      },
    );
    expect(await without).toMatch(/has no template0/);
  });

  test('a disk that does not answer', async () => {
    const answer = await look(gigabyte, () => Promise.reject(new Error('EACCES')));
    expect(answer).toMatch(/does not lie where this process can see it/);
  });
});

describe('a folder is a server’s own only by its lock file', () => {
  const server = { port: 5432, startedAt: 1_700_000_000.4 };
  const cases: [what: string, file: string | null, isHere: boolean][] = [
    ['its own', '1\n/data\n1700000000\n5432\n/tmp\nlocalhost\n', true],
    ['its own, of a start that took a while', '1\n/data\n1699999970\n5432\n/tmp\n', true],
    ['of an earlier start', '1\n/data\n1699999900\n5432\n/tmp\n', false],
    ['of a later start', '1\n/data\n1700000001\n5432\n/tmp\n', false],
    ['of a server on another port', '1\n/data\n1700000000\n5433\n/tmp\n', false],
    ['cut short', '1\n/data\n', false],
    ['no lock file', 'hello', false],
    ['missing', null, false],
  ];
  test.each(cases)('%s', async (_what, file, isHere) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'sandgate-lock-'));
    if (file !== null) await writeFile(path.join(folder, 'postmaster.pid'), file);
    expect(await isDataHere(folder, server)).toBe(isHere);
    await rm(folder, { recursive: true });
  });
});
