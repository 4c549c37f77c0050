import { Client, escapeIdentifier } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databaseOfSource } from '../plan-format/source-name';
import { asSuperuser, clusterSuperuserUrl } from '../testing/database';
import { addressOf, clientConfigOf, databaseOf } from './address';
import { readSourceName } from './catalogue/read-source-name';
import { withConnection } from './connect';

const names = [
  'with spaces ',
  'a/b?c#d',
  '?sslmode=disable',
  '#',
  '100%2Fdone%',
  `it's "quoted" & \\ more`,
  'a@b:c;d,e=f+g',
  '/../..',
  'Kunde Ä\n№ 7',
  'plain_7',
  'user',
];
const reading = { side: 'source', applicationName: 'tests' } as const;

describe.each(names)('a database called %j', (name) => {
  beforeAll(() => asSuperuser(`CREATE DATABASE ${escapeIdentifier(name)}`));
  afterAll(() => asSuperuser(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`));

  test('is the one that is reached, and is found in what a plan calls its source', async () => {
    const url = addressOf(clusterSuperuserUrl(), { database: name });
    expect(databaseOf(url)).toBe(name);
    await withConnection(url, reading, async (client) => {
      const { rows } = await client.query<{ name: string }>('SELECT current_database() AS name');
      expect(rows).toEqual([{ name }]);
      expect(databaseOfSource(await readSourceName(client))).toBe(name);
    });
  });
});

test.each(['.', '..'])('a name that no URL can hold is refused instead of losing its way: %s', (name) => {
  expect(() => addressOf(clusterSuperuserUrl(), { database: name })).toThrow('no URL');
});

test.each(['sample', '', 'database a b of cluster 1', 'database "a" of cluster 1 of cluster x'])(
  'what is no name of a source names no database: %j',
  (words) => expect(databaseOfSource(words)).toBeNull(),
);

test('another user is the one who signs in, whoever the query of the URL names', () => {
  const url = 'postgres://a:b@db.example.test/main?user=boss&password=secret&sslmode=require';
  const address = addressOf(url, { user: { name: 'builder', password: 'p' } });
  expect(address).toBe('postgres://builder:p@db.example.test/main?sslmode=require');
  expect(clientConfigOf(address)).toMatchObject({ user: 'builder', password: 'p' });
});

test('host, user, password and options stay as they were written', () => {
  const url =
    'postgresql://read%40er:p%2Fw%23@db.example.test:6432/main?sslmode=no-verify&options=-c%20jit%3Doff';
  const address = addressOf(url, { database: 'a b' });
  expect(address).toBe(url.replace('/main', '/a%20b'));
  expect(clientConfigOf(address)).toMatchObject({
    host: 'db.example.test',
    port: 6432,
    user: 'read@er',
    password: 'p/w#',
    database: 'a b',
    ssl: { rejectUnauthorized: false },
  });
});

describe('a session is encrypted as `pg` itself would encrypt it', () => {
  const url = (query: string) => `postgres://a:b@db.example.test/main${query}`;
  const ofPg = (query: string) => new Client({ connectionString: url(query) }).ssl;
  const ours = (query: string) => new Client(clientConfigOf(url(query))).ssl;
  const modes = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify'];

  test.each([
    '',
    ...['no-verify', 'true', '1', '0', ''].map((word) => `?ssl=${word}`),
    ...modes.map((mode) => `?sslmode=${mode}`),
    ...['disable', 'prefer', 'require', 'verify-full'].map((mode) => `?uselibpqcompat=true&sslmode=${mode}`),
    '?sslmode=disable&ssl=true',
    '?sslmode=require&ssl=no-verify',
    '?sslnegotiation=direct',
    '?sslnegotiation=direct&ssl=no-verify',
  ])('%j', (query) => expect(ours(query)).toEqual(ofPg(query)));

  test('what would be left unencrypted in silence is not', () => {
    expect(ours('?ssl=no-verify')).toEqual({ rejectUnauthorized: false });
    expect(ours('?ssl=false')).toBe(false);
    // `pg` asks for encryption here as well, and throws a TypeError once the server agrees.
    expect([ofPg('?ssl=require'), ours('?ssl=require')]).toEqual(['require', true]);
  });
});

test('what a URL asks of its session is kept, but for the settings that we rely on', async () => {
  const url = new URL(clusterSuperuserUrl());
  url.searchParams.set(
    'options',
    '-c default_transaction_read_only=off -c search_path=public -c work_mem=5MB',
  );
  const [row] = await withConnection(url.href, reading, async (client) => {
    const { rows } = await client.query<{ readonly: string; path: string; memory: string }>(
      `SELECT current_setting('default_transaction_read_only') AS readonly,
              current_setting('search_path') AS path, current_setting('work_mem') AS memory`,
    );
    return rows;
  });
  expect(row).toEqual({ readonly: 'on', path: 'pg_catalog,pg_temp', memory: '5MB' });
});

test('a URL can neither lift our time limits nor name the session otherwise', async () => {
  const url = new URL(clusterSuperuserUrl());
  const ours = {
    lock_timeout: '5s',
    statement_timeout: '30min',
    idle_in_transaction_session_timeout: '0',
    application_name: 'tests',
  };
  for (const name of Object.keys(ours))
    url.searchParams.set(name, name === 'application_name' ? 'x' : '7000');
  const held = await withConnection(url.href, reading, async (client) => {
    const { rows } = await client.query<{ name: string; value: string }>(
      'SELECT name, current_setting(name) AS value FROM unnest($1::text[]) AS name',
      [Object.keys(ours)],
    );
    return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
  });
  expect(held).toEqual(ours);
});
