import { beforeAll, expect, test } from 'vitest';
import { useDatabase } from '@/lib/testing/database';
import { restoreStructure } from './restore-structure';

/** What is said when the server refuses a statement of a dump. */

const database = useDatabase();

beforeAll(async () => {
  await database.client.query(`CREATE SCHEMA app; CREATE TABLE app.t (id int, secret text);
    INSERT INTO app.t VALUES (1, 'private value'), (1, 'private value');
    CREATE FUNCTION app.raise(text) RETURNS text IMMUTABLE LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'value %', $1 USING ERRCODE = '42P01'; END $$;`);
});

const fine = 'CREATE TABLE app.first (a int); CREATE VIEW app.second AS SELECT 1;';
const refusal = (statement: string) =>
  restoreStructure(database.client, `${fine} ${statement}; CREATE TABLE app.last ();`).catch(
    (error: unknown) => error,
  );

test.each([
  [
    'ALTER TABLE app.first ALTER COLUMN a SET (odd=1)',
    'structure_failed',
    /the column "a" of table "app\.first".*: unrecognized parameter "odd"\.$/,
  ],
  [
    'CREATE TABLE app.x (a nothing)',
    'structure_failed',
    /the table "app\.x".*: type "nothing" does not exist\.$/,
  ],
  [
    'CREATE TABLE app.x (a int ODD)',
    'structure_failed',
    /the table "app\.x".*: syntax error at or near "ODD"\.$/,
  ],
  [
    'CREATE TABLE app.x PARTITION OF app.first DEFAULT',
    'structure_failed',
    /the table "app\.x".*: "first" is not partitioned\.$/,
  ],
  [
    'ALTER TABLE app.first ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES app.t(id)',
    'structure_failed',
    /the constraint "k" of table "app\.first".*: there is no unique constraint matching given keys/,
  ],
  [
    'ALTER TABLE app.t ADD CONSTRAINT k PRIMARY KEY (id)',
    'data_invalid',
    /the constraint "k" of table "app\.t"\.$/,
  ],
  ['CREATE UNIQUE INDEX i ON app.t (secret)', 'data_invalid', /the index "i" of table "app\.t"\.$/],
  [
    'CREATE INDEX i ON app.t (nothing)',
    'structure_failed',
    /the index "i" of table "app\.t".*: column "nothing" does not exist\.$/,
  ],
  ['CREATE INDEX i ON app.t (app.raise(secret))', 'structure_failed', /the index "i" of table "app\.t"\.$/],
  [
    'CREATE MATERIALIZED VIEW app.m AS SELECT secret::regclass FROM app.t WITH NO DATA; REFRESH MATERIALIZED VIEW app.m',
    'structure_failed',
    /the materialized view "app\.m"\.$/,
  ],
])('%s', async (statement, code, message) => {
  const error = await refusal(statement);
  expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
  expect(String(error)).not.toContain('private');
  const { rows } = await database.client.query("SELECT to_regclass('app.first') AS first");
  expect(rows).toEqual([{ first: null }]);
});

test('the statement is found in a transaction as well, behind text of several bytes and surrogates', async () => {
  await database.client.query('BEGIN');
  const error = await refusal(
    "CREATE DOMAIN app.d AS text DEFAULT '日本語 😀😀😀'; CREATE TABLE app.x (a int ODD)",
  );
  expect(String(error)).toContain('table "app.x"');
  await database.client.query('ROLLBACK');
});

test('the session has its settings back', async () => {
  await database.client.query('SET search_path = app');
  await restoreStructure(database.client, 'CREATE TABLE app.passing (); DROP TABLE app.passing;');
  const { rows } = await database.client.query('SHOW check_function_bodies');
  expect(rows).toEqual([{ check_function_bodies: 'on' }]);
});
