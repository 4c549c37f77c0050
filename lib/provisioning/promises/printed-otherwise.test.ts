import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asSuperuser, createDatabase, withDatabase } from '@/lib/testing/database';
import type { ScrubPlan } from '../../plan-format/scrub-plan';
import { parseMark } from '../cluster/database-mark';
import { proveSnapshot } from '../proof/prove-snapshot';
import { provision } from '../provision';
import { sourceFingerprint } from '../prune-templates';
import { planFor } from '../snapshot/plan.fixture';
import { copy, type Database, query, useDatabases } from '../snapshot/promises/two-databases.fixture';
import { openWorkshop, tenantSchema } from './workshop.fixture';

/**
 * A server prints a definition from the tree that it stored, and a restore may store another tree for the same meaning. Then
 * the copy prints what the source does not, and is right. A query of a function whose row type has grown is such a definition
 * on every release: its columns are named as they were at first, and all of them after a restore. A changed definition must
 * still be found.
 */

const grown = (schema: string) => `EXISTS (SELECT FROM ${schema}.pairs() AS p(a, b) WHERE p.a = 1)`;
const pairs = (schema: string) => `
  CREATE TABLE ${schema}.pair (a int, b int);
  CREATE FUNCTION ${schema}.pairs() RETURNS SETOF ${schema}.pair LANGUAGE plpgsql STABLE AS 'BEGIN RETURN; END';`;
const growth = (schema: string) => `ALTER TABLE ${schema}.pair ADD c int;`;

/** Expressions that hold no query; lists are cast as a whole at first, and value by value after a restore. */
const among = (column: string) => `${column} IN ('integer', 'text')`;
const known = "'integer'::regtype";

/** Both in each place that keeps one. */
const everywhere = `
  CREATE SCHEMA app;
  SET search_path = app;
  ${pairs('app')}
  CREATE DOMAIN inside AS regtype DEFAULT 'integer' CHECK (${among('VALUE')});
  CREATE TABLE fields (id int PRIMARY KEY, kind regtype, is_plain boolean GENERATED ALWAYS AS (${among('kind')}) STORED,
    is_known boolean DEFAULT (${among(known)}), CONSTRAINT plain CHECK (${among('kind')}));
  INSERT INTO fields VALUES (1, 'integer'), (2, 'text');
  CREATE TABLE parted (kind regtype) PARTITION BY LIST ((${among('kind')}));
  CREATE TABLE parted_plain PARTITION OF parted FOR VALUES IN (true);
  CREATE INDEX known ON fields (id) WHERE ${among('kind')};
  CREATE STATISTICS spread ON (${among('kind')}), id FROM fields;
  CREATE VIEW plain AS SELECT id, kind FROM fields WHERE ${among('kind')} AND ${grown('app')};
  CREATE VIEW barred AS SELECT id FROM fields WHERE ${grown('app')};
  CREATE MATERIALIZED VIEW kept AS SELECT count(*) AS n FROM fields WHERE ${grown('app')};
  CREATE FUNCTION is_plain(kind regtype, really boolean DEFAULT (${among(known)})) RETURNS boolean
    LANGUAGE sql STABLE RETURN ${among('kind')} AND really AND ${grown('app')};
  CREATE FUNCTION pass() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$;
  CREATE TRIGGER watch BEFORE UPDATE ON fields FOR EACH ROW WHEN (${among('new.kind')}) EXECUTE FUNCTION pass();
  CREATE RULE stay AS ON DELETE TO fields WHERE ${grown('app')} DO INSTEAD NOTHING;
  ALTER TABLE fields ENABLE ROW LEVEL SECURITY;
  CREATE POLICY seen ON fields USING (${grown('app')}) WITH CHECK (${among('kind')});
  ${growth('app')}`;

const database = useDatabases();

const aboutStructure = (failures: string[]) => failures.filter((failure) => failure.startsWith('Structure'));

/** What the held proof of a copy and a later one say about structure; `change` is done to the copy before both. */
async function structureFailures(source: Database, plan: ScrubPlan, change = ''): Promise<string[][]> {
  const target = await database();
  const sides = { source, target, jobs: 1 };
  const said: string[][] = [];
  await copy(plan, source, target, {
    beforeRelease: async ({ snapshotId, snapshotAt, printed }) => {
      if (change) await query(target, change);
      const proof = await proveSnapshot(plan, { ...sides, snapshotId, snapshotAt, printed });
      said.push(aboutStructure(proof.failures));
    },
  });
  const later = await proveSnapshot(plan, sides);
  return [...said, aboutStructure(later.failures)];
}

describe('definitions in every place that keeps an expression', () => {
  let source: Database;
  let plan: ScrubPlan;
  beforeAll(async () => {
    source = await createDatabase();
    await query(source, everywhere);
    plan = await planFor(source.url, ['app']);
  });
  afterAll(() => source.drop());

  test('are the same ones though a restore prints them otherwise, in the snapshot and later', async () => {
    expect(await structureFailures(source, plan)).toEqual([[], []]);
    const target = await database();
    await copy(plan, source, target);
    // Without a print of the restored source, each of these would be refused.
    expect(await sourceFingerprint(target.url, 'app')).not.toBe(await sourceFingerprint(source.url, 'app'));
    const left = await asSuperuser(
      "SELECT datname FROM pg_database WHERE datname LIKE 'sandgate\\_print\\_%'",
    );
    expect(left).toEqual([]);
  });

  test('are each found when they are changed', async () => {
    const named = Object.keys(changes).map((object) => `Structure: ${object} is changed.`);
    const said = await structureFailures(source, plan, Object.values(changes).join(';'));
    expect(said.map((failures) => failures.toSorted())).toEqual([named.toSorted(), named.toSorted()]);
  });

  test('cannot be told apart later by a role that may create no database, and it is told so', async () => {
    const target = await database();
    const role = `builder_${target.name}`;
    await asSuperuser(`CREATE ROLE ${role} LOGIN PASSWORD 'build'`);
    await asSuperuser(`ALTER DATABASE ${target.name} OWNER TO ${role}`);
    const url = new URL(withDatabase(target.url, target.name));
    url.username = role;
    url.password = 'build';
    const owned = { ...target, url: url.toString() };
    await copy(plan, source, owned);
    const proof = await proveSnapshot(plan, { source, target: owned, jobs: 1 });
    expect(proof.failures.join(' ')).toContain('give it CREATEDB');
    await target.drop();
    await asSuperuser(`DROP ROLE ${role}`);
  });
});

const other = (column: string) => `${column} IN ('integer', 'bigint')`;
const otherwise = 'EXISTS (SELECT FROM app.pairs() AS p(a, b, c) WHERE p.b = 1)';

const changes = {
  'view plain': `CREATE OR REPLACE VIEW app.plain AS SELECT id, kind FROM app.fields WHERE ${among('kind')} AND ${otherwise}`,
  'view barred': 'ALTER VIEW app.barred SET (security_barrier = true)',
  'materialized view kept': `DROP MATERIALIZED VIEW app.kept;
    CREATE MATERIALIZED VIEW app.kept AS SELECT count(*) AS n FROM app.fields WHERE ${otherwise}`,
  'constraint fields.plain': `ALTER TABLE app.fields DROP CONSTRAINT plain, ADD CONSTRAINT plain CHECK (${among('kind')} OR false)`,
  'column fields.is_known': `ALTER TABLE app.fields ALTER is_known SET DEFAULT (${other(known)})`,
  'index known': `DROP INDEX app.known; CREATE INDEX known ON app.fields (id) WHERE ${other('kind')}`,
  'policy fields.seen': `ALTER POLICY seen ON app.fields USING (${otherwise})`,
  'trigger fields.watch': 'ALTER TABLE app.fields DISABLE TRIGGER watch',
  'rule fields.stay': `CREATE OR REPLACE RULE stay AS ON DELETE TO app.fields WHERE ${otherwise} DO INSTEAD NOTHING`,
  'function is_plain(kind regtype, really boolean)': `CREATE OR REPLACE FUNCTION app.is_plain(kind regtype, really boolean DEFAULT true)
    RETURNS boolean LANGUAGE sql STABLE RETURN ${among('kind')} AND really AND ${grown('app')}`,
  'statistics spread': `DROP STATISTICS app.spread; CREATE STATISTICS app.spread ON (${other('kind')}), id FROM app.fields`,
};

describe('a sandbox of a source whose views a restore prints otherwise', () => {
  const never = new AbortController().signal;

  test('is built, seeded and blank, from its template too, and refused when one was changed', async () => {
    const workshop = await openWorkshop();
    try {
      const production = decodeURIComponent(new URL(workshop.productionUrl).pathname.slice(1));
      await asSuperuser(
        `${pairs(tenantSchema)} CREATE VIEW ${tenantSchema}.few AS SELECT 1 AS n WHERE ${grown(tenantSchema)}; ${growth(tenantSchema)}`,
        [],
        production,
      );
      for (const shape of ['seeded', 'seeded', 'blank'] as const) {
        const plan = workshop.order({ shape, configuration: ['settings'] });
        const report = await provision(plan, { ...workshop, signal: never });
        expect(report.failure).toBeUndefined();
        const [mark] = await asSuperuser<{ mark: string }>(
          "SELECT shobj_description(oid, 'pg_database') AS mark FROM pg_database WHERE datname = $1",
          [`sb_${plan.copyId}`],
        );
        const opened = parseMark(mark?.mark ?? '', workshop.connections.markKey);
        expect(opened?.reprinted?.length).toBeGreaterThan(0);
        for (const each of opened?.reprinted ?? []) expect(each).toMatch(/^[0-9a-f]{32}$/);
      }
      const plan = workshop.order({ shape: 'seeded', configuration: ['settings'] });
      const pauseAt = async (point: string) => {
        if (point === 'verify:before')
          await asSuperuser(
            'CREATE OR REPLACE VIEW workshop.few AS SELECT 1 AS n WHERE EXISTS (SELECT FROM workshop.pairs() AS p(a, b, c) WHERE p.b = 1)',
            [],
            `sb_${plan.copyId}_1`,
          );
      };
      const report = await provision(plan, { ...workshop, signal: never, pauseAt });
      expect(report.failure).toMatchObject({ code: 'structure_mismatch' });
      expect(report.failure?.message).toContain('view few is changed');
    } finally {
      await workshop.drop();
    }
  });
});

describe('settings of a database that change printing', () => {
  let settings: string[];
  beforeAll(() => {
    settings = [
      'quote_all_identifiers = on',
      "bytea_output = 'escape'",
      'extra_float_digits = -3',
      "DateStyle = 'German'",
      "IntervalStyle = 'sql_standard'",
      "TimeZone = 'Asia/Tokyo'",
    ];
  });

  test('change no fingerprint and no copy, on either side', async () => {
    const source = await database();
    await query(
      source,
      `CREATE SCHEMA app; SET search_path = app;
       CREATE TABLE t (id int PRIMARY KEY, n text DEFAULT 'x', day date DEFAULT '2024-03-01', at timestamptz DEFAULT '2024-03-01 12:00Z',
         span interval DEFAULT '1 mon 2 days 03:00', raw bytea DEFAULT '\\x00ff', ratio float8 DEFAULT 0.1234567890123456,
         CHECK (n <> 'y'), CHECK (day < '2124-03-02'));
       INSERT INTO t VALUES (1);
       CREATE VIEW v AS SELECT id, n FROM t WHERE day > '2023-02-01' OR ratio > 0.1234567890123456;`,
    );
    const before = await sourceFingerprint(source.url, 'app');
    const plan = await planFor(source.url, ['app']);
    for (const setting of settings) await asSuperuser(`ALTER DATABASE ${source.name} SET ${setting}`);
    expect(await sourceFingerprint(source.url, 'app')).toBe(before);
    expect(await structureFailures(source, plan)).toEqual([[], []]);
    const target = await database();
    for (const setting of settings)
      await asSuperuser(
        `ALTER DATABASE ${source.name} RESET ALL; ALTER DATABASE ${target.name} SET ${setting}`,
      );
    await copy(plan, source, target);
    const proof = await proveSnapshot(plan, { source, target, jobs: 1 });
    expect(proof.failures).toEqual([]);
  });
});

test('a partition that says its root’s identity and one that does not are the same', async () => {
  const source = await database();
  await query(
    source,
    `CREATE SCHEMA app; SET search_path = app;
     CREATE TABLE ev (id bigint GENERATED ALWAYS AS IDENTITY, at date) PARTITION BY RANGE (at);
     CREATE TABLE ev_24 PARTITION OF ev FOR VALUES FROM ('2024-01-01') TO ('2025-01-01') PARTITION BY RANGE (at);
     CREATE TABLE ev_24_01 PARTITION OF ev_24 FOR VALUES FROM ('2024-01-01') TO ('2024-02-01');
     INSERT INTO ev (at) VALUES ('2024-01-05');`,
  );
  const before = await sourceFingerprint(source.url, 'app');
  const plan = await planFor(source.url, ['app']);
  // As servers before version 17 keep it.
  await asSuperuser(
    `DO $do$ BEGIN
       SET LOCAL allow_system_table_mods = on;
       UPDATE pg_attribute SET attidentity = '' WHERE attname = 'id' AND attrelid IN ('app.ev_24'::regclass, 'app.ev_24_01'::regclass);
     END $do$`,
    [],
    source.name,
  );
  expect(await sourceFingerprint(source.url, 'app')).toBe(before);
  expect(await structureFailures(source, plan)).toEqual([[], []]);
});
