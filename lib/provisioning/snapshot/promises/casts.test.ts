import { expect, it } from 'vitest';
import { readPlan, writePlan } from '../../../plan-format/plan-file';
import { proveSnapshot } from '../../proof/prove-snapshot';
import { planFor } from '../plan.fixture';
import { copy, query, useDatabases } from './two-databases.fixture';

/** Casts, which a dump of some schemas leaves out, come along; what cannot be copied is refused by name. */
const database = useDatabases();

async function copied(sql: string, options: { targetSchema?: string } = {}) {
  const [source, target] = [await database(), await database()];
  await query(source, sql);
  const plan = await planFor(source.url, ['tenant']);
  const report = await copy(plan, source, target, options);
  const proof = await proveSnapshot(plan, { source, target, jobs: 1, ...options });
  expect(proof.failures).toEqual([]);
  return { source, target, report, proof };
}

it('a cast for an enum comes along, and inserts that lean on it work', async () => {
  const { target } = await copied(`CREATE SCHEMA tenant; CREATE TYPE tenant.mood AS ENUM ('sad', 'ok');
    CREATE CAST (varchar AS tenant.mood) WITH INOUT AS IMPLICIT;
    CREATE TABLE tenant.t (id int PRIMARY KEY, m tenant.mood); INSERT INTO tenant.t VALUES (1, 'ok'::varchar);`);
  await query(target, `INSERT INTO tenant.t VALUES (2, 'sad'::varchar)`);
});

it('a cast with a function is made before the view, default and column that use it, also under another name', async () => {
  const { target } = await copied(
    `CREATE SCHEMA tenant; SET search_path = tenant;
     CREATE TYPE mark AS (n int, "a:b" text); CREATE TYPE tone AS ENUM ('low'); CREATE TYPE span AS RANGE (subtype = int4, multirange_type_name = multispan);
     CREATE FUNCTION to_int(mark) RETURNS int LANGUAGE sql IMMUTABLE RETURN ($1).n;
     CREATE FUNCTION to_int(tone) RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN RETURN 1; END $$;
     CREATE CAST (mark AS int) WITH FUNCTION to_int(mark) AS ASSIGNMENT;
     CREATE CAST (tone AS int) WITH FUNCTION to_int(tone) AS IMPLICIT;
     CREATE TABLE t (id int PRIMARY KEY, m mark, n int GENERATED ALWAYS AS (m::int) STORED, d int DEFAULT ROW(1, 'x')::mark::int);
     INSERT INTO t VALUES (1, ROW(7, 'x'));
     CREATE VIEW v AS SELECT m::int + 'low'::tone::int AS n FROM t;
     CREATE CAST (t AS int) WITH INOUT; CREATE CAST (tone[] AS int) WITH INOUT; CREATE CAST (text AS multispan) WITH INOUT;
     CREATE FUNCTION keyed(r t) RETURNS text LANGUAGE sql BEGIN ATOMIC SELECT t.n::text FROM t GROUP BY t.id; END;
     CREATE CAST (t AS text) WITH FUNCTION keyed(t);`,
    { targetSchema: 'shop' },
  );
  expect(await query(target, 'SELECT n FROM shop.v')).toEqual([{ n: 8 }]);
});

it('a cast between types of the server comes along, or a person leaves it behind', async () => {
  const sql = `CREATE SCHEMA tenant; CREATE TABLE tenant.t (id int PRIMARY KEY); CREATE CAST (varchar AS uuid) WITH INOUT AS IMPLICIT`;
  const { target, source } = await copied(sql);
  const there = `SELECT count(*)::int AS n FROM pg_cast WHERE oid >= 16384`;
  expect(await query(target, there)).toEqual([{ n: 1 }]);
  const plan = await planFor(source.url, ['tenant']);
  const drop = { found: ['x'], shapes: [], decision: 'drop', reason: 'unused', decidedBy: 'Ada' };
  const decided = readPlan(
    writePlan({ ...plan, structure: { 'cast from character varying to uuid': drop } } as typeof plan),
  );
  const other = await database();
  const report = await copy(decided, source, other);
  expect(report.notes).toContain(
    'The cast from character varying to uuid was left behind: Ada decided so: unused.',
  );
  expect(await query(other, there)).toEqual([{ n: 0 }]);
  const proof = await proveSnapshot(decided, { source, target: other, jobs: 1 });
  expect(proof).toMatchObject({ failures: [], leftBehind: ['cast from character varying to uuid'] });
  expect((await proveSnapshot(plan, { source, target: other, jobs: 1 })).failures).toEqual([
    'The copy lacks the cast from character varying to uuid of the source.',
  ]);
});

it('what stays behind stands in the notes and in the certificate', async () => {
  const { report, proof } = await copied(`CREATE SCHEMA tenant; CREATE TABLE tenant.t (id int PRIMARY KEY);
    CREATE PUBLICATION p FOR TABLE tenant.t`);
  expect(report.notes).toEqual(['Left behind: publication p (a copy sends its changes to nobody).']);
  expect(proof.leftBehind).toEqual(['publication p']);
});

it.each([
  [
    'foreign table distant',
    `CREATE EXTENSION file_fdw; CREATE SERVER f FOREIGN DATA WRAPPER file_fdw; CREATE FOREIGN TABLE tenant.distant (n int) SERVER f OPTIONS (filename 'x')`,
  ],
  ['conversion odd', `CREATE CONVERSION tenant.odd FOR 'UTF8' TO 'LATIN1' FROM utf8_to_iso8859_1`],
  [
    'transform of type tenant.mark for language sql',
    `CREATE FUNCTION tenant.f(internal) RETURNS internal LANGUAGE internal IMMUTABLE STRICT AS 'int4recv'; CREATE TRANSFORM FOR tenant.mark LANGUAGE sql (FROM SQL WITH FUNCTION tenant.f(internal))`,
  ],
  [
    'cast from tenant.mark to integer',
    'CREATE SCHEMA other; CREATE FUNCTION other.f(tenant.mark) RETURNS int LANGUAGE sql RETURN 1; CREATE CAST (tenant.mark AS int) WITH FUNCTION other.f(tenant.mark)',
  ],
])('%s is refused by name, and nothing is built', async (named, sql) => {
  const [source, target] = [await database(), await database()];
  await query(
    source,
    `CREATE SCHEMA tenant; CREATE TYPE tenant.mark AS ENUM ('a'); CREATE TABLE tenant.t (id int PRIMARY KEY); ${sql}`,
  );
  const failure = await copy(await planFor(source.url, ['tenant']), source, target).catch((error) => error);
  expect(failure.refusals).toContainEqual(expect.objectContaining({ code: 'not_copied', table: named }));
  expect(await query(target, `SELECT FROM pg_namespace WHERE nspname = 'tenant'`)).toEqual([]);
});
