import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { useDatabase } from '@/lib/testing/database';
import { readDump } from './dump-rules';
import { dumpStructure } from './dump-structure';

const database = useDatabase();
let folder: string;

beforeAll(async () => {
  await database.client.query(
    'CREATE SCHEMA s; CREATE TABLE s.first (id int PRIMARY KEY); CREATE TABLE s.second (id int)',
  );
  folder = await mkdtemp(path.join(os.tmpdir(), 'sandgate-dump-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

const request = () => ({ url: database.url, schemas: ['s'], section: 'pre-data' as const });

test('sections are dumped apart, and several dumps at once do not disturb each other', async () => {
  const [before, after, again] = await Promise.all([
    dumpStructure(request()),
    dumpStructure({ ...request(), section: 'post-data' }),
    dumpStructure(request()),
  ]);
  expect(before).toContain('CREATE TABLE s.first');
  expect(before).not.toContain('PRIMARY KEY');
  expect(after).toContain('ADD CONSTRAINT first_pkey PRIMARY KEY (id)');
  expect(again).toBe(before);
  expect(
    readDump(`${before}${after}`)
      .map(({ sql }) => sql)
      .join('\n'),
  ).not.toMatch(/^\\/m);
});

test('a wake-up that comes again after its answer was read does not end a dump', async () => {
  const notify = Atomics.notify.bind(Atomics);
  const late = vi.spyOn(Atomics, 'notify').mockImplementation((...cell) => {
    setTimeout(() => notify(...cell), 1);
    return notify(...cell);
  });
  try {
    expect(await dumpStructure(request())).toContain('CREATE TABLE s.first');
  } finally {
    late.mockRestore();
  }
});

test('a dump at an exported snapshot does not see what came later', async () => {
  await database.client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const exported = await database.client.query<{ name: string }>('SELECT pg_export_snapshot() AS name');
  const other = new Client({ connectionString: database.url });
  await other.connect();
  await other.query('CREATE TABLE s.third (id int)');
  await other.end();
  const dump = await dumpStructure({ ...request(), snapshot: exported.rows[0]?.name });
  await database.client.query('ROLLBACK');
  expect(dump).not.toContain('s.third');
  expect(await dumpStructure(request())).toContain('s.third');
});

test('a failure has the code of the SQLSTATE that the server sent: a locked table, a snapshot that is gone', async () => {
  await database.client.query('BEGIN; LOCK TABLE s.first IN ACCESS EXCLUSIVE MODE');
  await expect(dumpStructure(request())).rejects.toMatchObject({ code: 'lock_timeout', sqlstate: '57014' });
  await database.client.query('ROLLBACK');
  await expect(dumpStructure({ ...request(), snapshot: '00000003-0000001B-1' })).rejects.toMatchObject({
    code: expect.not.stringMatching(/^$/),
    sqlstate: expect.stringMatching(/^(22023|42704)$/),
  });
});

test('a source that does not answer, and one that is told to stop, end the dump', async () => {
  const dead = { ...request(), url: 'postgres://nobody@127.0.0.1:1/none' };
  await expect(dumpStructure(dead)).rejects.toMatchObject({ code: 'source_unreachable' });
  const controller = new AbortController();
  // Behind a lock the dump is still waiting when it is told to stop, on a fast machine too.
  await database.client.query('BEGIN; LOCK TABLE s.first IN ACCESS EXCLUSIVE MODE');
  const dump = dumpStructure({ ...request(), signal: controller.signal });
  setTimeout(() => controller.abort(), 300);
  await expect(dump).rejects.toMatchObject({ name: 'ProvisioningError' });
  await database.client.query('ROLLBACK');
});

async function program(script: string): Promise<string> {
  const file = path.join(folder, `dump-${Math.random()}`);
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
  return file;
}

test('a native pg_dump gets the password in its environment alone, and psql’s commands are taken out', async () => {
  const seen = path.join(folder, 'seen');
  const pgDump = await program(
    `echo "$@" > ${seen}; [ -n "$PGPASSWORD" ] && echo with-password >> ${seen}; env | grep -c SANDGATE_SECRET >> ${seen}
     printf '\\\\restrict tok\\nSELECT 1;\\n\\\\restrict other\\n\\\\unrestrict tok\\n'`,
  );
  const password = new URL(database.url).password;
  const sql = await dumpStructure({ ...request(), pgDump });
  expect(readDump(sql).map((statement) => statement.sql)).toEqual(['SELECT 1']);
  const told = await readFile(seen, 'utf8');
  expect(told).toContain('--section=pre-data --schema="s"');
  expect(told).toContain('with-password');
  expect(told.split('\n')[0]).not.toContain(`:${password}@`);
});

test('a native pg_dump that fails, and one that is not there, are failures with a name', async () => {
  const failing = await program('echo "a server of tomorrow" >&2; exit 1');
  await expect(dumpStructure({ ...request(), pgDump: failing })).rejects.toMatchObject({
    code: 'structure_failed',
  });
  const missing = path.join(folder, 'nothing');
  await expect(dumpStructure({ ...request(), pgDump: missing })).rejects.toMatchObject({
    code: 'structure_failed',
  });
});
