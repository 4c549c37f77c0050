import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { escapeIdentifier } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { remainingParts } from '../../certificate-format/destruction';
import { createId } from '../../ids';
import { asSuperuser, clusterSuperuserUrl, createDatabase, withDatabase } from '../../testing/database';
import { examineRemains } from './examine-remains';

const copyId = createId();
const names = { database: `sb_${copyId}`, role: `sbr_${copyId}_1` };
const login = { name: `examiner_${copyId}`, password: createId() };
const markKey = 'the key of this test';
let maintenance: Awaited<ReturnType<typeof createDatabase>>;
let dataFolder: string;

beforeAll(async () => {
  maintenance = await createDatabase();
  await asSuperuser(`CREATE ROLE ${login.name} LOGIN PASSWORD '${login.password}'`);
  // Rights on functions are each database's own, so that taking them away here takes them from nobody else.
  await asSuperuser(
    'REVOKE EXECUTE ON FUNCTION pg_tablespace_databases(oid) FROM PUBLIC',
    [],
    maintenance.name,
  );
  const [row] = await asSuperuser<{ data_directory: string }>('SHOW data_directory');
  dataFolder = row?.data_directory ?? '';
});
afterAll(async () => {
  for (const name of [names.database, `${names.database}_was`])
    await asSuperuser(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)}`);
  await asSuperuser(`DROP ROLE IF EXISTS ${names.role}`);
  await maintenance.drop();
  await asSuperuser(`DROP ROLE ${login.name}`);
});

const asExaminer = () => {
  const url = new URL(withDatabase(clusterSuperuserUrl(), maintenance.name));
  url.username = login.name;
  url.password = login.password;
  return url.toString();
};

async function make(): Promise<{ database: number; role: number }> {
  await asSuperuser(`CREATE ROLE ${names.role}`);
  await asSuperuser(`CREATE DATABASE ${names.database} STRATEGY file_copy`);
  await asSuperuser(`GRANT CONNECT ON DATABASE ${names.database} TO ${names.role}`);
  const [row] = await asSuperuser<{ database: number; role: number }>(
    'SELECT (SELECT oid FROM pg_database WHERE datname = $1) AS database, (SELECT oid FROM pg_roles WHERE rolname = $2) AS role',
    [names.database, names.role],
  );
  return row ?? { database: 0, role: 0 };
}

const look = (oids: { database: number[]; role: number[] }, clusterUrl = clusterSuperuserUrl()) =>
  examineRemains(
    {
      copyIds: [copyId],
      expected: (['database', 'role'] as const).map((kind) => ({
        kind,
        name: names[kind],
        oids: oids[kind],
      })),
    },
    { connections: { clusterUrl, markKey } },
  );

/** What each look of a part found, by where it looked. */
const found = (examined: Awaited<ReturnType<typeof look>>, name: string) =>
  Object.fromEntries(
    (examined.find((part) => part.name === name)?.looks ?? []).map(({ where, result }) => [
      where.split(/[ ,]/)[0],
      result,
    ]),
  );

test('what is there is found in each place, and nothing of it once it is dropped', async () => {
  const { database, role } = await make();
  const oids = { database: [database], role: [role] };
  const before = await look(oids);
  expect(remainingParts(before).sort()).toEqual([names.database, names.role].sort());
  expect(found(before, names.database)).toMatchObject({ pg_database: 'remains', folders: 'remains' });
  expect(found(before, names.role)).toMatchObject({ pg_authid: 'remains', pg_shdepend: 'remains' });

  // Under another name and without a record it is found by its OID.
  await asSuperuser(`ALTER DATABASE ${names.database} RENAME TO ${names.database}_was`);
  const renamed = await look(oids);
  expect(renamed.find(({ name }) => name === names.database)?.looks[0]?.why).toContain(
    `${names.database}_was`,
  );
  // And one that nobody expected by the copy that it is named after.
  const unexpected = await look({ database: [], role: [role] });
  expect(remainingParts(unexpected)).toContain(`${names.database}_was`);

  await asSuperuser(`DROP DATABASE ${names.database}_was`);
  expect(remainingParts(await look(oids))).toEqual([names.role]);
  await asSuperuser(`DROP ROLE ${names.role}`);
  const after = await look(oids);
  expect(remainingParts(after)).toEqual([]);
  expect(after.flatMap(({ looks }) => looks).every(({ result }) => result === 'gone')).toBe(true);
  expect(after.flatMap(({ looks }) => looks)).toHaveLength(7);

  // A folder that DROP DATABASE left behind is in no catalogue.
  const folder = path.join(dataFolder, 'base', String(database));
  await mkdir(folder);
  await writeFile(path.join(folder, '1259'), '');
  const left = await look(oids);
  await rm(folder, { recursive: true });
  expect(remainingParts(left)).toEqual([names.database]);
  expect(found(left, names.database)).toMatchObject({ pg_database: 'gone', folders: 'remains' });
});

test('a role without the right to look at files says so for each database, and sees the catalogues all the same', async () => {
  const examined = await look({ database: [1_000_001], role: [1_000_002] }, asExaminer());
  expect(found(examined, names.database)).toEqual({
    pg_database: 'gone',
    pg_shdepend: 'gone',
    pg_db_role_setting: 'gone',
    files: 'not_looked_at',
  });
  expect(found(examined, names.role)).toMatchObject({ pg_roles: 'gone', pg_shdepend: 'gone' });
  const reasons = examined.flatMap(({ looks }) => looks.flatMap(({ why }) => why ?? []));
  expect(reasons).toEqual(['The role may call neither pg_tablespace_databases nor pg_stat_file.']);
});

test('without an OID on record nothing is looked for by one, and each look says so', async () => {
  const examined = await look({ database: [], role: [] });
  expect(found(examined, names.database)).toEqual({
    pg_database: 'gone',
    pg_shdepend: 'not_looked_at',
    pg_db_role_setting: 'not_looked_at',
    files: 'not_looked_at',
  });
});
