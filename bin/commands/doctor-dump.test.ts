import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DumpedServer, judgeDump, releaseIn } from './doctor-dump';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'sandgate-doctor-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A program that prints a version and does nothing else. */
async function program(version: string): Promise<string> {
  const file = path.join(folder, version.replaceAll(/\W/g, '_'));
  await writeFile(file, `#!/bin/sh\necho '${version}'\n`);
  await chmod(file, 0o755);
  return file;
}

const server = (version: string, what = 'shop', isRead = true): DumpedServer => ({
  what,
  isRead,
  release: releaseIn(version) ?? { major: 0, minor: 0 },
});

const debian = 'pg_dump (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)';

test.each([
  ['of the same release', debian, '15.18', null],
  ['newer than the server', debian, '15.17 (Debian 15.17-1)', null],
  ['of a later major and the same day', 'pg_dump (PostgreSQL) 18.4', '15.18', null],
  ['of a major that nobody listed', 'pg_dump (PostgreSQL) 19.0', '15.20', null],
  [
    'older than the minor release',
    debian,
    '15.20',
    'pg_dump 15.18 is older than shop (PostgreSQL 15.20): update',
  ],
  [
    'of a later major, yet an earlier day',
    'pg_dump (PostgreSQL) 18.4',
    '15.20',
    'pg_dump 18.4 is older than shop',
  ],
  [
    'of too old a major',
    debian,
    '18.4',
    'pg_dump 15.18 cannot read shop (PostgreSQL 18.4): install one of version 18 or later',
  ],
  ['a beta of the major', debian, '16beta1', 'cannot read shop'],
])('a pg_dump %s is judged', async (_, version, production, words) => {
  const found = await judgeDump(await program(version), [server(production)]);
  expect(found.map(({ isOk }) => isOk)).toEqual([words === null]);
  expect(found[0]?.text).toContain(words ?? 'fits every server');
});

test('the cluster is not read, so its major version does not matter, but its minor release does', async () => {
  const cluster = (version: string) => server(version, 'the cluster', false);
  const file = await program(debian);
  expect(await judgeDump(file, [server('15.18'), cluster('18.4')])).toMatchObject([{ isOk: true }]);
  expect(await judgeDump(file, [server('15.18'), cluster('17.12')])).toMatchObject([
    { isOk: false, text: expect.stringContaining('older than the cluster (PostgreSQL 17.12)') },
  ]);
});

test('a program that is missing, that fails, or that is none is told by its path', async () => {
  const missing = path.join(folder, 'missing');
  expect(await judgeDump(missing, [])).toMatchObject([
    { isOk: false, text: `PG_DUMP is ${missing}, which does not run: name a program, or leave PG_DUMP out` },
  ]);
  expect(await judgeDump(await program('psql (PostgreSQL) 15.20'), [])).toMatchObject([
    { isOk: false, text: expect.stringContaining('is no pg_dump') },
  ]);
});

test('without PG_DUMP only a server that is newer than the built-in one is wrong', async () => {
  expect(await judgeDump('', [server('15.20'), server('19.0', 'the cluster', false)])).toMatchObject([
    { isOk: true },
  ]);
  expect(await judgeDump('', [server('19.1')])).toMatchObject([
    { isOk: false, text: expect.stringContaining('set PG_DUMP to one of version 19 or later') },
  ]);
});
