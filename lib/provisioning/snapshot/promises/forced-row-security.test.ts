import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createId } from '@/lib/ids';
import { asSuperuser } from '@/lib/testing/database';
import { classifySource } from '../../classify/classify-source';
import { withConnection } from '../../connect';
import { proveSnapshot } from '../../proof/prove-snapshot';
import { scanStatistics } from '../../proof/scan/scan-statistics';
import { masked } from '../plan.fixture';
import { copy, type Database, query, useDatabases } from './two-databases.fixture';

/**
 * Forced policies of production, read by a role that bypasses them, copied and proven by a role that owns the target and
 * bypasses nothing: as on a cluster of sandboxes.
 */
const database = useDatabases();
const id = createId();
const roles = { reader: `reader_${id}`, hidden: `hidden_${id}`, builder: `builder_${id}` };

beforeAll(async () => {
  await asSuperuser(`CREATE ROLE ${roles.reader} LOGIN BYPASSRLS PASSWORD 'test'`);
  await asSuperuser(`CREATE ROLE ${roles.hidden} LOGIN PASSWORD 'test'`);
  await asSuperuser(`CREATE ROLE ${roles.builder} LOGIN PASSWORD 'test'`);
});

afterAll(async () => {
  for (const role of Object.values(roles)) await asSuperuser(`DROP ROLE ${role}`);
});

const sql = `
  CREATE SCHEMA tenant;
  CREATE TABLE tenant.person (id int PRIMARY KEY, mail text UNIQUE, place text);
  CREATE TABLE tenant.visit (id int PRIMARY KEY, person int NOT NULL REFERENCES tenant.person, place text);
  INSERT INTO tenant.person SELECT g, 'user' || g || '@firma.de', 'north' FROM generate_series(1, 300) g;
  INSERT INTO tenant.visit SELECT g, 1 + g % 300, 'north' FROM generate_series(1, 900) g;
  CREATE MATERIALIZED VIEW tenant.busy AS SELECT person, count(*) AS n FROM tenant.visit GROUP BY person;
  CREATE POLICY none ON tenant.person USING (id < 0);
  CREATE POLICY few ON tenant.visit AS RESTRICTIVE USING (id < 10);
  ALTER TABLE tenant.person ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  ALTER TABLE tenant.visit ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  GRANT USAGE ON SCHEMA tenant TO PUBLIC;
  GRANT SELECT ON ALL TABLES IN SCHEMA tenant TO PUBLIC`;

function as(role: string, { url, ...rest }: Database): Database {
  const address = new URL(url);
  address.username = role;
  address.password = 'test';
  return { ...rest, url: address.href };
}

async function made() {
  const [source, target] = [await database(), await database()];
  await query(source, sql);
  await asSuperuser(`ALTER DATABASE ${target.name} OWNER TO ${roles.builder}`);
  const plan = await classifySource({ url: as(roles.reader, source).url, schemas: ['tenant'] });
  expect(plan.tables['tenant.person']?.columns.mail).toMatchObject(masked.mail);
  for (const { columns } of Object.values(plan.tables))
    for (const column of Object.values(columns))
      if (column.class === 'unclassified')
        Object.assign(column, { class: 'technical', mask: { name: 'keep' }, reason: 'Made up.' });
  return { source, target, plan };
}

const forcedIn = (target: Database) =>
  query(
    target,
    `SELECT relname AS name, relforcerowsecurity AS forced FROM pg_class
      WHERE relkind = 'r' AND relnamespace = 'tenant'::regnamespace ORDER BY 1`,
  );

it('every row of tables with forced policies is copied, checked, counted and proven, and the copy forces them again', async () => {
  const { source, target, plan } = await made();
  const [reader, builder] = [as(roles.reader, source), as(roles.builder, target)];
  let failures: string[] | undefined;
  let seen: unknown;
  const report = await copy(plan, reader, builder, {
    beforeRelease: async ({ snapshotId }) => {
      const proof = await proveSnapshot(plan, { source: reader, target: builder, jobs: 2, snapshotId });
      failures = proof.failures;
      [seen] = await query(
        builder,
        `SELECT count(DISTINCT tablename)::int AS n FROM pg_stats WHERE schemaname = 'tenant'`,
      );
    },
  });
  expect(failures).toEqual([]);
  expect(report.rows).toBe(1_200);
  // The planner's statistics of all three could be looked at.
  expect(seen).toEqual({ n: 3 });
  expect(await forcedIn(target)).toEqual([
    { name: 'person', forced: true },
    { name: 'visit', forced: true },
  ]);
  expect(await query(target, 'SELECT count(*)::int AS n FROM tenant.busy')).toEqual([{ n: 300 }]);
  // Its own owner is held to the policies from now on, and a scan that would see nothing says so.
  expect(await query(builder, 'SELECT count(*)::int AS n FROM tenant.person')).toEqual([{ n: 0 }]);
  await expect(proveSnapshot(plan, { source: reader, target: builder, jobs: 1 })).rejects.toMatchObject({
    code: 'rights_missing',
  });
  const session = { side: 'target', applicationName: 'a test' } as const;
  await withConnection(builder.url, session, async (client) => {
    await expect(
      scanStatistics(client, 'tenant', { exempt: new Map(), made: new Set(), inViews: new Map() }),
    ).rejects.toMatchObject({
      code: 'rights_missing',
      message: expect.stringMatching(/^The statistics of (person|visit) are hidden/),
    });
  });
  // Whoever bypasses policies can prove it later, and then a policy that is not forced is a difference.
  expect((await proveSnapshot(plan, { source: reader, target, jobs: 1 })).failures).toEqual([]);
  await query(target, 'ALTER TABLE tenant.visit NO FORCE ROW LEVEL SECURITY');
  expect((await proveSnapshot(plan, { source: reader, target, jobs: 1 })).failures).toEqual([
    'Structure: table visit is changed.',
  ]);
});

it('a source whose policies hide rows from its reader is refused by the table’s name, and nothing is written', async () => {
  const { source, target, plan } = await made();
  const hidden = copy(plan, as(roles.hidden, source), as(roles.builder, target));
  await expect(hidden).rejects.toMatchObject({
    name: 'PlanRefused',
    refusals: [
      expect.objectContaining({ code: 'rows_hidden', table: 'tenant.person' }),
      expect.objectContaining({ code: 'rows_hidden', table: 'tenant.visit' }),
    ],
  });
  const client = new Client(target.url);
  await client.connect();
  const { rowCount } = await client.query(`SELECT FROM pg_namespace WHERE nspname = 'tenant'`);
  await client.end();
  expect(rowCount).toBe(0);
});
