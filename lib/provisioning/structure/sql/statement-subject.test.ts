import { expect, it } from 'vitest';
import { splitStatements } from './split-statements';
import { statementSubject } from './statement-subject';

it.each([
  ['CREATE TABLE app.t (a int)', 'table "app.t"'],
  ['CREATE UNLOGGED TABLE "A b"."c.d" (a int)', 'table "A b.c.d"'],
  ['CREATE MATERIALIZED VIEW app.m AS SELECT 1', 'materialized view "app.m"'],
  ['CREATE OR REPLACE VIEW app.v AS SELECT 1', 'view "app.v"'],
  ['CREATE SCHEMA IF NOT EXISTS app', 'schema "app"'],
  ['CREATE UNIQUE INDEX i ON ONLY app.t USING btree (a)', 'index "i" of table "app.t"'],
  ['CREATE CONSTRAINT TRIGGER g AFTER UPDATE ON app.t EXECUTE FUNCTION f()', 'trigger "g" of table "app.t"'],
  ['CREATE POLICY p ON app.t USING (true)', 'policy "p" of table "app.t"'],
  ['CREATE RULE r AS ON DELETE TO app.t DO INSTEAD NOTHING', 'rule "r" of table "app.t"'],
  ["CREATE FUNCTION app.f(a text DEFAULT 'x') RETURNS int RETURN 1", 'function "app.f"'],
  ['CREATE OPERATOR app.=== (FUNCTION = f, LEFTARG = int)', 'operator "app.==="'],
  ['CREATE TEXT SEARCH DICTIONARY app.d (TEMPLATE = simple)', 'text search dictionary "app.d"'],
  ['CREATE CAST (a AS b) WITH INOUT', 'cast'],
  ['ALTER TABLE ONLY app.t ADD CONSTRAINT "c" CHECK (a > 1)', 'constraint "c" of table "app.t"'],
  ['ALTER TABLE ONLY app.t ALTER COLUMN n SET DEFAULT 1', 'column "n" of table "app.t"'],
  ['ALTER TABLE ONLY app.p ATTACH PARTITION app.p1 FOR VALUES IN (1)', 'partition "app.p1" of table "app.p"'],
  ['ALTER TABLE app.t ENABLE ROW LEVEL SECURITY', 'table "app.t"'],
  ['ALTER DOMAIN app.d ADD CONSTRAINT c CHECK (VALUE > 1)', 'constraint "c" of domain "app.d"'],
  ['REFRESH MATERIALIZED VIEW app.m', 'materialized view "app.m"'],
  ['SET a = 1', null],
])('%s', (sql, expected) => {
  expect(splitStatements(`${sql};`).map(statementSubject)).toEqual([expected]);
});
