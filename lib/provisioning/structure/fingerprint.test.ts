import { beforeAll, expect, test } from 'vitest';
import { useDatabase } from '@/lib/testing/database';
import type { DefinitionRow } from '../catalogue/definitions/definition';
import { compareDefinitions, describeDifference, fingerprintOf } from './fingerprint';
import { listDefinitions } from './list-definitions';
import { nastySchema } from './nasty-schema.fixture';

/** Every kind of change to a schema changes its fingerprint and is named; what is not structure changes nothing. */

const database = useDatabase();
let before: DefinitionRow[];

beforeAll(async () => {
  await database.client.query(nastySchema('s'));
  await database.client.query(`CREATE TABLE s.plain (id int PRIMARY KEY, note text, n int CHECK (n > 0));
    CREATE TABLE s.child (id int REFERENCES s.plain)`);
  before = await listDefinitions(database.client, 's');
});

const changes: [name: string, sql: string][] = [
  ['table plain2', 'CREATE TABLE s.plain2 ()'],
  ['table child', 'DROP TABLE s.child'],
  ['column plain.note', 'ALTER TABLE s.plain DROP COLUMN note'],
  ['column plain.extra', 'ALTER TABLE s.plain ADD COLUMN extra int'],
  ['column plain.n', 'ALTER TABLE s.plain ALTER n TYPE bigint'],
  ['column plain.note', 'ALTER TABLE s.plain ALTER note SET NOT NULL'],
  ['column plain.note', "ALTER TABLE s.plain ALTER note SET DEFAULT 'x'"],
  ['column plain.note', 'ALTER TABLE s.plain ALTER note TYPE text COLLATE "C"'],
  ['column plain.note', 'ALTER TABLE s.plain ALTER note SET STORAGE EXTERNAL'],
  ['column plain.note', 'ALTER TABLE s.plain ALTER note SET (n_distinct = 5)'],
  ['column plain.note', 'ALTER TABLE s.plain ALTER note SET STATISTICS 7'],
  ['column plain.id', 'ALTER TABLE s.plain ALTER id ADD GENERATED ALWAYS AS IDENTITY'],
  ['constraint plain.plain_n_check', 'ALTER TABLE s.plain DROP CONSTRAINT plain_n_check'],
  ['constraint plain.u', 'ALTER TABLE s.plain ADD CONSTRAINT u UNIQUE (note)'],
  ['constraint child.child_id_fkey', 'ALTER TABLE s.child ALTER CONSTRAINT child_id_fkey DEFERRABLE'],
  ['constraint child.child_id_fkey', 'ALTER TABLE s.child ALTER CONSTRAINT child_id_fkey NOT ENFORCED'],
  ['index plain_note_idx', 'CREATE INDEX ON s.plain (note)'],
  ['index partly', 'ALTER INDEX s.partly SET (fillfactor = 50)'],
  [
    'view one',
    'CREATE OR REPLACE VIEW s.one AS SELECT id, loud, (home).city FROM s."line\nbreak" WHERE part > 4',
  ],
  ['view one', 'ALTER VIEW s.one SET (security_barrier = true)'],
  ['materialized view four', 'REFRESH MATERIALIZED VIEW s.four'],
  [
    'function shout(word text)',
    'CREATE OR REPLACE FUNCTION s.shout(word text) RETURNS text LANGUAGE sql IMMUTABLE RETURN lower(word)',
  ],
  ['function tidy(INOUT n integer)', 'ALTER PROCEDURE s.tidy SECURITY DEFINER'],
  ['function total(VARIADIC of integer[])', 'ALTER FUNCTION s.total VOLATILE'],
  ['function total(VARIADIC of integer[])', "ALTER FUNCTION s.total SET work_mem = '1MB'"],
  ['trigger base.touched', 'DROP TRIGGER touched ON s.base'],
  ['trigger base.touched', 'ALTER TABLE s.base DISABLE TRIGGER touched'],
  ['rule base.quiet', 'DROP RULE quiet ON s.base'],
  ['enum mood', "ALTER TYPE s.mood ADD VALUE 'odd' BEFORE 'sad'"],
  ['domain percent', 'ALTER DOMAIN s.percent SET DEFAULT 1'],
  ['constraint percent.c', 'ALTER DOMAIN s.percent ADD CONSTRAINT c CHECK (VALUE <> 7)'],
  ['column address.city', 'ALTER TYPE s.address RENAME ATTRIBUTE city TO town'],
  ['sequence tickets', 'ALTER SEQUENCE s.tickets INCREMENT 7'],
  ['sequence tickets', 'ALTER SEQUENCE s.tickets OWNED BY NONE'],
  ['comment table base', "COMMENT ON TABLE s.base IS 'changed'"],
  ['comment policy mine on table booking', 'COMMENT ON POLICY mine ON s.booking IS NULL'],
  ['comment schema', "COMMENT ON SCHEMA s IS 'changed'"],
  ['policy booking.mine', 'ALTER POLICY mine ON s.booking USING (room > 2)'],
  ['table booking', 'ALTER TABLE s.booking NO FORCE ROW LEVEL SECURITY'],
  ['table base', 'ALTER TABLE s.base SET (fillfactor = 71)'],
  ['table base', 'ALTER TABLE s.base SET LOGGED'],
  ['table base', 'ALTER TABLE s.base REPLICA IDENTITY NOTHING'],
  ['table derived', 'ALTER TABLE s.derived NO INHERIT s.base'],
  ['table events_rest', 'ALTER TABLE s.events DETACH PARTITION s.events_rest'],
  [
    'table events_2025',
    "CREATE TABLE s.events_2025 PARTITION OF s.events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')",
  ],
  ['statistics together', 'ALTER STATISTICS s.together SET STATISTICS 9'],
  ['operator ===(integer,integer)', 'DROP OPERATOR s.=== (int, int)'],
  ['collation plain', 'DROP COLLATION s.plain'],
  ['text search configuration search', 'ALTER TEXT SEARCH CONFIGURATION s.search DROP MAPPING FOR asciiword'],
  ['text search dictionary words', 'ALTER TEXT SEARCH DICTIONARY s.words (accept = false)'],
];

test.each(changes)('a change to %s is seen: %s', async (name, sql) => {
  await database.client.query('BEGIN');
  try {
    await database.client.query(sql);
    const after = await listDefinitions(database.client, 's');
    expect(fingerprintOf(after)).not.toBe(fingerprintOf(before));
    const named = compareDefinitions(before, after).map(describeDifference);
    expect(
      named.some((sentence) => sentence.startsWith(`${name} is `)),
      named.join('\n'),
    ).toBe(true);
  } finally {
    await database.client.query('ROLLBACK');
  }
});

const harmless = [
  "INSERT INTO s.plain VALUES (1, 'row', 2)",
  "SELECT nextval('s.tickets')",
  'ANALYZE s.plain',
  'GRANT SELECT ON s.plain TO PUBLIC',
  'ALTER TABLE s.plain OWNER TO pg_database_owner',
  'ALTER SCHEMA s RENAME TO other; ALTER SCHEMA other RENAME TO s',
];

test.each(harmless)('what is not structure changes nothing: %s', async (sql) => {
  await database.client.query('BEGIN');
  try {
    await database.client.query(sql);
    expect(compareDefinitions(before, await listDefinitions(database.client, 's'))).toEqual([]);
  } finally {
    await database.client.query('ROLLBACK');
  }
});

test('an operator that someone put into the schema is not called by the listing', async () => {
  await database.client.query(`CREATE TABLE s.called (by_whom text);
    CREATE FUNCTION s.trap(a name, b text) RETURNS text LANGUAGE plpgsql AS
      $$ BEGIN INSERT INTO s.called VALUES (current_user); RETURN b; END $$;
    CREATE OPERATOR s.|| (leftarg = name, rightarg = text, function = s.trap)`);
  await listDefinitions(database.client, 's');
  expect((await database.client.query('SELECT * FROM s.called')).rows).toEqual([]);
  await database.client.query('SET search_path = s');
  await database.client.query(`SELECT 'x'::name || '.'`);
  await database.client.query('RESET search_path');
  expect((await database.client.query('SELECT * FROM s.called')).rows, 'the trap works').toHaveLength(1);
});
