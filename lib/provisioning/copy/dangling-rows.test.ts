import { beforeAll, expect, it } from 'vitest';
import { useDatabase } from '@/lib/testing/database';
import { countDangling, findViolation } from './dangling-rows';

/** Every kind of foreign key that PostgreSQL 18 has; NULLs stand wherever each kind lets them. */
const structure = `
  CREATE SCHEMA refs;
  SET search_path = refs;
  CREATE TABLE parent (a int, b text, PRIMARY KEY (a, b));
  INSERT INTO parent VALUES (1, 'x'), (2, 'y');
  CREATE TABLE simple (n int, a int, b text, FOREIGN KEY (a, b) REFERENCES parent);
  INSERT INTO simple VALUES (1, 1, 'x'), (2, NULL, 'nowhere'), (3, NULL, NULL);
  CREATE TABLE "full" (n int, a int, b text, FOREIGN KEY (a, b) REFERENCES parent MATCH FULL);
  INSERT INTO "full" VALUES (1, 2, 'y'), (2, NULL, NULL);
  CREATE TABLE "it self" (id int PRIMARY KEY, "up ""er" int REFERENCES "it self");
  INSERT INTO "it self" VALUES (1, NULL), (2, 1);
  CREATE TABLE split (id int PRIMARY KEY) PARTITION BY RANGE (id);
  CREATE TABLE split_low PARTITION OF split FOR VALUES FROM (0) TO (100);
  CREATE TABLE split_high PARTITION OF split FOR VALUES FROM (100) TO (200);
  INSERT INTO split VALUES (1), (150);
  CREATE TABLE part (n int, id bigint REFERENCES split) PARTITION BY HASH (n);
  CREATE TABLE part_0 PARTITION OF part FOR VALUES WITH (MODULUS 1, REMAINDER 0);
  INSERT INTO part VALUES (1, 150), (2, 1);
  CREATE TABLE worded (name text COLLATE "C" PRIMARY KEY, code char(5) UNIQUE);
  INSERT INTO worded VALUES ('a', 'x'), ('b', 'yy');
  CREATE TABLE wording (n int, name text COLLATE "POSIX" REFERENCES worded, code text REFERENCES worded (code));
  INSERT INTO wording VALUES (1, 'a', 'x'), (2, 'b', 'yy');
  CREATE TABLE rented (room int4range, during daterange, PRIMARY KEY (room, during WITHOUT OVERLAPS));
  INSERT INTO rented VALUES ('[1,2)', '[2020-01-01,2020-02-01)'), ('[1,2)', '[2020-02-01,2020-03-01)');
  CREATE TABLE stay (n int, room int4range, during daterange,
    FOREIGN KEY (room, PERIOD during) REFERENCES rented (room, PERIOD during));
  INSERT INTO stay VALUES (1, '[1,2)', '[2020-01-15,2020-02-15)'), (2, NULL, '[1990-01-01,1990-02-01)');`;

const database = useDatabase();

beforeAll(async () => {
  await database.client.query(structure);
});

it('finds nothing in rows that the server itself let in', async () => {
  expect(await countDangling(database.client, ['refs'])).toEqual({ keys: 7, failures: [] });
  expect(await findViolation(database.client, 'refs')).toBeNull();
});

it.each([
  ['a composite key', `UPDATE simple SET b = 'z' WHERE n = 1`, /simple_a_b_fkey: 1 rows of refs.simple /],
  ['one half of a full key', `UPDATE "full" SET b = NULL WHERE n = 1`, /full_a_b_fkey: 1 rows/],
  [
    'a table that refers to itself',
    `UPDATE "it self" SET "up ""er" = 9 WHERE id = 2`,
    /1 rows of refs."it self"/,
  ],
  ['a row lost from a partition', `DELETE FROM split_high`, /part_id_fkey: 1 rows of refs.part /],
  ['a word in another collation', `UPDATE wording SET name = 'A' WHERE n = 1`, /wording_name_fkey: 1 rows/],
  ['a code of fixed length', `UPDATE wording SET code = 'z' WHERE n = 1`, /wording_code_fkey: 1 rows/],
  [
    'a period that is covered in part',
    `DELETE FROM rented WHERE during @> '2020-02-10'::date`,
    /stay_room_during_fkey: 1 rows/,
  ],
])('finds %s broken with triggers off', async (_what, damage, message) => {
  await database.client.query('BEGIN; SET LOCAL session_replication_role = replica');
  try {
    await database.client.query(damage);
    const { failures } = await countDangling(database.client, ['refs']);
    expect(failures).toHaveLength(1);
    expect(failures[0]).toMatch(message);
    expect(failures[0]).toContain((await findViolation(database.client, 'refs'))?.name ?? 'no violation');
  } finally {
    await database.client.query('ROLLBACK');
  }
});
