import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asSuperuser, createDatabase } from '@/lib/testing/database';
import { proveSnapshot } from '../proof/prove-snapshot';
import { provision } from '../provision';
import { sourceFingerprint } from '../prune-templates';
import { planFor } from '../snapshot/plan.fixture';
import { copy } from '../snapshot/promises/two-databases.fixture';
import { openWorkshop, tenantSchema, type Workshop } from './workshop.fixture';

/**
 * Source and cluster stand on either side of the minor releases of November 2026, which keep an internal option on every
 * column that older servers refuse. The newer side is imitated by writing the option as those servers do.
 */

let workshop: Workshop;
let database: string;

beforeAll(async () => {
  workshop = await openWorkshop();
  database = decodeURIComponent(new URL(workshop.productionUrl).pathname.slice(1));
  await asSuperuser(`ALTER TABLE ${tenantSchema}.parts ALTER number SET (n_distinct = -0.5)`, [], database);
});

afterAll(() => workshop.drop());

/** As PostgreSQL 15.20 leaves it: on each column of tables, views and types, before what people set. */
const imitate = (schema: string, at: string) =>
  asSuperuser(
    `DO $do$ BEGIN
       SET LOCAL allow_system_table_mods = on;
       UPDATE pg_attribute a SET attoptions = ARRAY['pg_attver=' || (26489512 + c.oid::int8)::text] || coalesce(a.attoptions, '{}')
         FROM pg_class c WHERE c.oid = a.attrelid AND c.relnamespace = '${schema}'::regnamespace AND a.attnum > 0
          AND c.relkind IN ('r', 'p', 'v', 'm', 'c');
     END $do$`,
    [],
    at,
  );

const optionsOf = (schema: string, at: string) =>
  asSuperuser(
    `SELECT c.relname || '.' || a.attname AS name, a.attoptions AS options FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      WHERE c.relnamespace = '${schema}'::regnamespace AND a.attoptions IS NOT NULL`,
    [],
    at,
  );

const kept = [{ name: 'parts.number', options: ['n_distinct=-0.5'] }];
const never = new AbortController().signal;

test('a sandbox is built, blank and seeded, on a cluster that is newer than the source', async () => {
  for (const shape of ['blank', 'seeded'] as const) {
    const plan = workshop.order({ shape, configuration: ['settings'] });
    const pauseAt = async (point: string) => {
      if (point === 'configuration:before') await imitate('workshop', `sb_${plan.copyId}_1`);
    };
    const report = await provision(plan, { ...workshop, signal: never, pauseAt });
    expect(report.failure).toBeUndefined();
    expect(report.outcome).toBe('done');
  }
});

describe('a source that is newer than the cluster', () => {
  let before: string;
  beforeAll(async () => {
    before = await sourceFingerprint(workshop.productionUrl, tenantSchema);
    await imitate(tenantSchema, database);
  });

  test('has the fingerprint that it had', async () => {
    expect(await sourceFingerprint(workshop.productionUrl, tenantSchema)).toBe(before);
  });

  test('is built from, blank and seeded, and what people set comes along', async () => {
    for (const shape of ['blank', 'seeded'] as const) {
      // Templates of the older source must not stand in for what is tested.
      for (const { name } of await asSuperuser<{ name: string }>(
        `SELECT datname AS name FROM pg_database WHERE datname LIKE 'sbt_%' AND datdba = '${workshop.provisioner}'::regrole`,
      ))
        await asSuperuser(`DROP DATABASE ${name}`);
      const plan = workshop.order({ shape, configuration: ['settings'] });
      const report = await provision(plan, { ...workshop, signal: never });
      expect(report.failure).toBeUndefined();
      expect(await optionsOf('workshop', `sb_${plan.copyId}`)).toEqual(kept);
    }
  });

  test('is copied and proven, and the copy still is when its own cluster has been upgraded', async () => {
    const target = await createDatabase();
    try {
      const source = { name: database, url: workshop.productionUrl, drop: async () => undefined };
      const plan = await planFor(source.url, [tenantSchema]);
      const sides = { source, target, jobs: 1 };
      await copy(plan, source, target, {
        beforeRelease: async ({ snapshotId, snapshotAt }) => {
          const proof = await proveSnapshot(plan, { ...sides, snapshotId, snapshotAt });
          expect(proof.failures.filter((failure) => failure.startsWith('Structure'))).toEqual([]);
        },
      });
      expect(await optionsOf(tenantSchema, target.name)).toEqual(kept);
      await imitate(tenantSchema, target.name);
      const later = await proveSnapshot(plan, sides);
      expect(later.failures.filter((failure) => failure.startsWith('Structure'))).toEqual([]);
    } finally {
      await target.drop();
    }
  });
});
