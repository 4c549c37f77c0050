import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { asSuperuser, createDatabase } from '@/lib/testing/database';
import type { ScrubPlan } from '../../plan-format/scrub-plan';
import { copySnapshot } from '../snapshot/copy-snapshot';
import { type Decision, planFor } from '../snapshot/plan.fixture';
import { type Database, query } from '../snapshot/promises/two-databases.fixture';
import { proveSnapshot } from './prove-snapshot';

/** A copy that somebody changed after it was handed over: each change is found by a later proof, which names its object. */

const structure = `
  CREATE SCHEMA shop;
  SET search_path = shop;
  CREATE EXTENSION IF NOT EXISTS citext SCHEMA public;
  CREATE TYPE state AS ENUM ('open', 'closed');
  CREATE TABLE customer (id int PRIMARY KEY, name text, mail text);
  INSERT INTO customer SELECT g, 'Kunde Mustervogel' || g, 'k' || g || '@firma.de' FROM generate_series(1, 200) g;
  CREATE TABLE item (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer int REFERENCES customer, state state, price numeric(8,2), label text,
    tags text[], doc jsonb, at timestamptz);
  INSERT INTO item (customer, state, price, label, tags, doc, at) SELECT g, 'open', g, 'item ' || g, ARRAY['a', 'b'], jsonb_build_object('size', g), '2024-01-01Z'::timestamptz + g * interval '1 hour'
    FROM generate_series(1, 200) g;
  CREATE TABLE keyless (a int, b text);
  INSERT INTO keyless SELECT g % 7, 'b' || g % 5 FROM generate_series(1, 100) g;
  CREATE SEQUENCE ticket START 500;
  SELECT setval('ticket', 640);
  CREATE VIEW open_items AS SELECT id FROM item WHERE state = 'open';
  CREATE FUNCTION twice(n int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 2 * n';`;

const decisions: Record<string, Decision> = {
  'customer.name': { class: 'direct.person_name', mask: { name: 'person_name' } },
  'customer.mail': { class: 'direct.mail', mask: { name: 'mail' } },
};

/** What was changed, how, and the failure that names it. */
const tampers: [what: string, sql: string, message: RegExp][] = [
  ['a kept text', `UPDATE shop.item SET label = 'item x' WHERE id = 17`, /shop\.item, column "label"/],
  ['a kept number', `UPDATE shop.item SET price = price + 0.01 WHERE id = 17`, /shop\.item, column "price"/],
  ['a kept array', `UPDATE shop.item SET tags = ARRAY['a', 'c'] WHERE id = 17`, /shop\.item, column "tags"/],
  [
    'a kept document',
    `UPDATE shop.item SET doc = '{"size": 1000}' WHERE id = 17`,
    /shop\.item, column "doc"/,
  ],
  [
    'a kept moment',
    `UPDATE shop.item SET at = at + interval '1 second' WHERE id = 17`,
    /shop\.item, column "at"/,
  ],
  ['a kept label', `UPDATE shop.item SET state = 'closed' WHERE id = 17`, /shop\.item, column "state"/],
  [
    'a kept value that became NULL',
    `UPDATE shop.item SET label = NULL WHERE id = 17`,
    /shop\.item, column "label"/,
  ],
  [
    'a kept value of a table without a key',
    `UPDATE shop.keyless SET b = 'b9' WHERE ctid = '(0,1)'`,
    /shop\.keyless, column "b"/,
  ],
  [
    'two rows that exchanged values',
    `UPDATE shop.item SET label = CASE id WHEN 17 THEN 'item 18' ELSE 'item 17' END WHERE id IN (17, 18)`,
    /shop\.item, column "label"/,
  ],
  ['a row that was added', `INSERT INTO shop.keyless VALUES (1, 'b1')`, /shop\.keyless has 101 rows for 100/],
  ['a row that was removed', `DELETE FROM shop.item WHERE id = 17`, /shop\.item has 199 rows for 200/],
  [
    'a row that stands for another',
    `DELETE FROM shop.keyless WHERE ctid = '(0,1)'; INSERT INTO shop.keyless VALUES (99, 'b1')`,
    /shop\.keyless, column "a"/,
  ],
  ['a sequence that moved', `SELECT nextval('shop.ticket')`, /sequence shop\.ticket/i],
  ['an identity that moved', `SELECT setval('shop.item_id_seq', 4000)`, /sequence shop\.item_id_seq/i],
  ['a table', `CREATE TABLE shop.extra (id int)`, /table extra is added/],
  ['a view', `CREATE VIEW shop.extra AS SELECT 1 AS one`, /view extra is added/],
  [
    'a function',
    `CREATE FUNCTION shop.extra() RETURNS int LANGUAGE sql AS 'SELECT 1'`,
    /function extra\(\) is added/,
  ],
  [
    'the body of a function',
    `CREATE OR REPLACE FUNCTION shop.twice(n int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 3 * n'`,
    /function twice.* is changed/,
  ],
  ['a type', `CREATE TYPE shop.extra AS ENUM ('a')`, /enum extra is added/],
  [
    'a trigger',
    `CREATE FUNCTION shop.f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE TRIGGER extra BEFORE INSERT ON shop.item FOR EACH ROW EXECUTE FUNCTION shop.f()`,
    /trigger item\.extra is added/,
  ],
  ['a policy', `CREATE POLICY extra ON shop.item USING (true)`, /policy item\.extra is added/],
  [
    'a constraint',
    `ALTER TABLE shop.item ADD CONSTRAINT extra CHECK (price > 0)`,
    /constraint item\.extra is added/,
  ],
  ['an index', `CREATE INDEX extra ON shop.item (label)`, /index extra is added/],
  ['a default', `ALTER TABLE shop.item ALTER label SET DEFAULT 'x'`, /column item\.label is changed/],
  ['a comment', `COMMENT ON TABLE shop.item IS 'mine'`, /comment table item is added/],
  ['a schema', `CREATE SCHEMA extra; CREATE TABLE extra.stolen AS SELECT 1 AS one`, /schema extra/],
  ['a table of the schema public', `CREATE TABLE public.stolen (id int)`, /public\.stolen/],
  ['a large object', `SELECT lo_from_bytea(0, 'Hans Meier')`, /large object/],
  ['an extension', `CREATE EXTENSION pg_trgm SCHEMA public`, /extension pg_trgm/],
  [
    'a cast',
    `CREATE FUNCTION public.c(int) RETURNS text LANGUAGE sql AS 'SELECT 1::text'; CREATE CAST (int AS xml) WITH INOUT`,
    /cast/,
  ],
  ['a publication', `CREATE PUBLICATION extra FOR TABLE shop.item`, /publication extra/],
  [
    'an event trigger',
    `CREATE FUNCTION shop.e() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'; CREATE EVENT TRIGGER extra ON ddl_command_end EXECUTE FUNCTION shop.e()`,
    /event trigger extra/,
  ],
  [
    'a foreign server',
    `CREATE FOREIGN DATA WRAPPER w; CREATE SERVER extra FOREIGN DATA WRAPPER w`,
    /server extra/,
  ],
  [
    'a right of another role',
    `GRANT SELECT ON shop.item TO intruder`,
    /right.*shop\.item|shop\.item.*right/i,
  ],
  [
    'a setting of the database',
    `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = %L', current_database(), 'extra'); END $$`,
    /setting search_path/,
  ],
  [
    'a comment on the database',
    `DO $$ BEGIN EXECUTE format('COMMENT ON DATABASE %I IS %L', current_database(), 'ask Jane'); END $$`,
    /comment on the database/,
  ],
];

let source: Database;
let target: Database;
let plan: ScrubPlan;

beforeAll(async () => {
  [source, target] = [await createDatabase(), await createDatabase()];
  await asSuperuser('DROP ROLE IF EXISTS intruder');
  await asSuperuser('CREATE ROLE intruder');
  await query(source, structure);
  plan = await planFor(source.url, ['shop'], decisions);
  await copySnapshot(plan, { source, target, jobs: 2, key: randomBytes(32) });
});

afterAll(async () => {
  await Promise.all([source.drop(), target.drop()]);
  await asSuperuser('DROP ROLE intruder');
});

it('a copy that nobody changed passes', async () => {
  const proof = await proveSnapshot(plan, { source, target, jobs: 1 });
  expect(proof.failures).toEqual([]);
});

it.each(tampers)('%s is found, by its name', async (_what, sql, message) => {
  const name = `tampered_${target.name}`;
  await asSuperuser(`CREATE DATABASE ${name} TEMPLATE ${target.name}`);
  const url = target.url.replace(target.name, name);
  try {
    await query({ url }, sql);
    const proof = await proveSnapshot(plan, { source, target: { url }, jobs: 1 });
    expect(proof.failures.filter((failure) => message.test(failure))).not.toEqual([]);
  } finally {
    await asSuperuser(`DROP DATABASE ${name} WITH (FORCE)`);
  }
});
