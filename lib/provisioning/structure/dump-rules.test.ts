import { expect, test } from 'vitest';
import { readDump } from './dump-rules';

/** What is taken out of a dump, and what looks like it and stays. */

const run = (dump: string) => readDump(dump).map(({ sql }) => sql);

test('settings of the session and lines for psql go, and how tables are stored stays', () => {
  const dump = `\\restrict token
SET statement_timeout = 0;
SET transaction_timeout = 0;
SET a_setting_of_tomorrow = 'x';
SELECT pg_catalog.set_config('search_path', '', false);
SET default_table_access_method = heap;
\\unrestrict token
`;
  expect(run(dump)).toEqual(['SET default_table_access_method = heap']);
});

test('a schema may be there already, whatever its name', () => {
  expect(run('CREATE SCHEMA app;CREATE SCHEMA "If; not"; CREATE SCHEMA "if";')).toEqual([
    'CREATE SCHEMA IF NOT EXISTS app',
    'CREATE SCHEMA IF NOT EXISTS "If; not"',
    'CREATE SCHEMA IF NOT EXISTS "if"',
  ]);
});

test('options that a server keeps for itself go, and those that a person set stay', () => {
  const column = 'ALTER TABLE ONLY app.t ALTER COLUMN "set" SET';
  const cases: [string, string[]][] = [
    [`${column} (pg_attver=26489512)`, []],
    [`${column} (pg_attver=2, pg_next='a, (b)')`, []],
    [`${column} (n_distinct=-0.5)`, [`${column} (n_distinct=-0.5)`]],
    [`${column} (n_distinct=5, pg_attver=2)`, [`${column} (n_distinct=5)`]],
    [
      `${column} (pg_attver=2, n_distinct=5, n_distinct_inherited=7)`,
      [`${column} (n_distinct=5, n_distinct_inherited=7)`],
    ],
    [
      `CREATE TABLE app.t (a int)\nWITH (pg_a='1', fillfactor='70', toast.autovacuum_enabled='false')`,
      [`CREATE TABLE app.t (a int)\nWITH (fillfactor='70', toast.autovacuum_enabled='false')`],
    ],
    ['CREATE VIEW app.v WITH (pg_a=1) AS SELECT 1', ['CREATE VIEW app.v   AS SELECT 1']],
    ['CREATE INDEX i ON app.t USING btree (a) WITH (pg_a=1)', ['CREATE INDEX i ON app.t USING btree (a) ']],
  ];
  for (const [statement, expected] of cases) expect(run(`${statement};`), statement).toEqual(expected);
});

test('a body, a literal, a rule and a view that quote such a line stay as they are', () => {
  const whole = [
    `CREATE FUNCTION app.f() RETURNS void LANGUAGE plpgsql AS $$
SET transaction_timeout = 0;
\\restrict token
CREATE SCHEMA app;
ALTER TABLE ONLY app.t ALTER COLUMN a SET (pg_attver=1);
$$`,
    `CREATE TABLE app.t (a text DEFAULT '
SET transaction_timeout = 0;
\\restrict token
ALTER TABLE ONLY app.t ALTER COLUMN a SET (pg_attver=1);')`,
    'CREATE RULE r AS ON INSERT TO app.t DO INSTEAD UPDATE app.t SET (pg_a, b) = (SELECT 1, 2)',
    "CREATE VIEW app.v AS WITH pg_a AS (SELECT 1) SELECT set_config('a.b', 'c', false) FROM pg_a",
    'CREATE FUNCTION app.g() RETURNS void BEGIN ATOMIC UPDATE app.t SET (pg_a, b) = (SELECT 1, 2); END',
  ];
  expect(run(`${whole.join(';\n')};`)).toEqual(whole);
});
