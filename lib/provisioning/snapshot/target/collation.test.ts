import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { createId } from '@/lib/ids';
import { asSuperuser, clusterSuperuserUrl, withDatabase } from '@/lib/testing/database';
import { readServer, type Server } from '../../catalogue/server/read-server';
import { withConnection } from '../../connect';
import { proveSnapshot } from '../../proof/prove-snapshot';
import { copySnapshot } from '../copy-snapshot';
import { masked, planFor } from '../plan.fixture';
import { query, useDatabases } from '../promises/two-databases.fixture';
import { buildDatabase } from './build-database';

/** A copy encodes and orders text as its source does, whatever the cluster's default is. */
const database = useDatabases();
const source = { side: 'source', applicationName: 'a test' } as const;
const room = { leastBytes: 0, mostBytes: 0 };

async function withSource<T>(options: string, use: (url: string, target: string) => Promise<T>): Promise<T> {
  const [from, to] = [`ordered_${createId()}`, `ordered_${createId()}`];
  await asSuperuser(`CREATE DATABASE ${from} TEMPLATE template0 ${options}`);
  try {
    return await use(withDatabase(clusterSuperuserUrl(), from), withDatabase(clusterSuperuserUrl(), to));
  } finally {
    await asSuperuser(`DROP DATABASE ${from} WITH (FORCE)`);
    await asSuperuser(`DROP DATABASE IF EXISTS ${to} WITH (FORCE)`);
  }
}

const one = (url: string) => ({ url, name: '', drop: async () => undefined });
const serverOf = (url: string) => withConnection(url, source, readServer);

it.each([
  ['libc C', `ENCODING 'UTF8' LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C'`, 'é ж'],
  ['LATIN1', `ENCODING 'LATIN1' LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C'`, 'é ü'],
  ['SQL_ASCII', `ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C'`, 'é ж'],
  ['EUC_JP', `ENCODING 'EUC_JP' LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C'`, '日本'],
  [
    'builtin',
    `ENCODING 'UTF8' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LC_COLLATE 'C' LC_CTYPE 'C'`,
    'é ж',
  ],
  [
    'icu',
    `ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'de-u-co-phonebk' ICU_RULES '&V << w' LC_COLLATE 'C' LC_CTYPE 'C'`,
    'é ж',
  ],
])('%s', async (_name, options, text) => {
  await withSource(options, async (url, target) => {
    await query(
      one(url),
      `CREATE TABLE w (id int PRIMARY KEY, w text, mail text);
       INSERT INTO w VALUES (1, 'apple', 'a@b.example'), (2, 'Zebra', NULL), (3, 'banana', 'c@d.example'), (4, '${text}', NULL)`,
    );
    const plan = await planFor(url, ['public'], { 'w.mail': masked.mail });
    const proof = await buildDatabase(target, { like: await serverOf(url), room }, async (building) => {
      const options = { source: { url }, target: { url: building }, jobs: 1 };
      await copySnapshot(plan, { ...options, key: randomBytes(32) });
      return proveSnapshot(plan, options);
    });
    expect(proof.failures).toEqual([]);
    const ordered = 'SELECT w FROM w ORDER BY w';
    expect(await query(one(target), ordered)).toEqual(await query(one(url), ordered));
    const { database: _here, freeConnections: _free, ...expected } = await serverOf(url);
    expect(await serverOf(target)).toMatchObject(expected);
  });
});

it('a proof fails where the copy orders text by other rules', async () => {
  await withSource(`LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C'`, async (url) => {
    const target = await database();
    await asSuperuser(`DROP DATABASE ${target.name}`);
    await asSuperuser(
      `CREATE DATABASE ${target.name} TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'und'`,
    );
    await query(one(url), 'CREATE TABLE w (id int PRIMARY KEY)');
    const plan = await planFor(url, ['public']);
    await copySnapshot(plan, { source: { url }, target, jobs: 1, key: randomBytes(32) });
    const { failures } = await proveSnapshot(plan, { source: { url }, target, jobs: 1 });
    expect(failures).toEqual([
      expect.stringMatching(/^The source has encoding UTF8, provider libc.*provider icu/),
    ]);
  });
});

it('what the cluster cannot do is refused by name, and nothing is made', async () => {
  const like: Server = {
    ...(await serverOf(clusterSuperuserUrl())),
    localeProvider: 'c',
    locale: null,
    collate: 'tlh_Latn.UTF-8',
    ctype: 'C',
  };
  const target = withDatabase(clusterSuperuserUrl(), `ordered_${createId()}`);
  const failure = await buildDatabase(target, { like, room }, async () => undefined).catch((error) => error);
  expect(failure).toMatchObject({
    code: 'locale_unsupported',
    message: expect.stringContaining('"tlh_Latn.UTF-8"'),
  });
  const clash: Server = { ...like, localeProvider: 'b', locale: 'C.UTF-8', collate: 'C', encoding: 'LATIN1' };
  const other = await buildDatabase(target, { like: clash, room }, async () => undefined).catch(
    (error) => error,
  );
  expect(other).toMatchObject({
    code: 'locale_unsupported',
    message: expect.stringContaining('encoding LATIN1'),
  });
});
