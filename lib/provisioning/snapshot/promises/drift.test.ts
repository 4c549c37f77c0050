import { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import type { ScrubPlan } from '../../scrub-plan/scrub-plan';
import { sealManifest } from '../plan/manifest';
import { planFor } from '../plan.fixture';
import { tenantDecisions, tenantSchema, tenantSql } from '../tenant.fixture';
import { copy, type Database, query, useDatabases } from './two-databases.fixture';

const database = useDatabases();

async function signed() {
  const source = await database();
  await query(source, tenantSql(20));
  const plan = await planFor(source.url, [tenantSchema], tenantDecisions);
  return { source, target: await database(), plan, manifestHash: await hashOf(source, plan) };
}

async function hashOf(source: Database, plan: ScrubPlan): Promise<string> {
  const client = new Client(source.url);
  await client.connect();
  return sealManifest(client, plan)
    .then((manifest) => manifest.hash)
    .finally(() => client.end());
}

const isEmpty = async (target: Database) =>
  (await query(target, `SELECT 1 FROM pg_namespace WHERE nspname = 'tenant'`)).length === 0;

/** Changes that the plan's own columns show; each is refused by name, signed or not. */
const visible: [string, string, string, RegExp][] = [
  [
    'a column added',
    'ALTER TABLE tenant.person ADD salary int',
    'column_appeared',
    /person, column "salary"/,
  ],
  [
    'a column added to a partitioned table',
    'ALTER TABLE tenant.login ADD agent text',
    'column_appeared',
    /login, column "agent"/,
  ],
  ['a column dropped', 'ALTER TABLE tenant.person DROP token', 'column_missing', /person, column "token"/],
  ['a column renamed', 'ALTER TABLE tenant.person RENAME phone TO mobile', 'column_appeared', /"mobile"/],
  [
    'a type changed',
    'DROP MATERIALIZED VIEW tenant.spent; ALTER TABLE tenant.transfer ALTER cents TYPE numeric',
    'type_changed',
    /transfer, column "cents"/,
  ],
  ['a length changed', 'ALTER TABLE tenant.person ALTER note TYPE varchar(900)', 'type_changed', /"note"/],
  ['a table added', 'CREATE TABLE tenant.extra (a int)', 'table_appeared', /tenant\.extra/],
  ['a table dropped', 'DROP TABLE tenant.touched', 'table_missing', /tenant\.touched/],
  [
    'a generated column made an ordinary one',
    'ALTER TABLE tenant.person ALTER initials DROP EXPRESSION',
    'column_appeared',
    /"initials"/,
  ],
  [
    'a unique key that a mask cannot hold',
    'UPDATE tenant.person SET note = id; ALTER TABLE tenant.person ADD UNIQUE (note)',
    'uniqueness_lost',
    /note/,
  ],
];

/** Changes elsewhere, which a signature binds all the same. */
const bound: [string, string][] = [
  ['an index', 'CREATE INDEX ON tenant.person (born)'],
  ['a dropped index', 'DROP INDEX tenant.by_name'],
  ['a default', "ALTER TABLE tenant.person ALTER note SET DEFAULT 'none'"],
  ['a condition', 'ALTER TABLE tenant.transfer ADD CHECK (cents <> 1)'],
  ['a foreign key', 'ALTER TABLE tenant.transfer DROP CONSTRAINT transfer_person_fkey'],
  [
    'a function body',
    "CREATE OR REPLACE FUNCTION tenant.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
  ],
  ['a trigger', 'DROP TRIGGER touch ON tenant.transfer'],
  ['a view', 'CREATE VIEW tenant.v AS SELECT 1 AS one'],
  ['a comment', "COMMENT ON TABLE tenant.person IS 'people'"],
  ['a type', "CREATE TYPE tenant.mood AS ENUM ('good')"],
  ['NOT NULL', 'ALTER TABLE tenant.person ALTER phone SET NOT NULL'],
  ['row security', 'ALTER TABLE tenant.person ENABLE ROW LEVEL SECURITY'],
  [
    'a partition',
    'ALTER TABLE tenant.login DETACH PARTITION tenant.login_1; CREATE TABLE tenant.login_2 PARTITION OF tenant.login FOR VALUES WITH (MODULUS 2, REMAINDER 1); DROP TABLE tenant.login_1',
  ],
];

/** Changes of the plan itself after it was signed. */
const replanned: [string, (plan: ScrubPlan) => void][] = [
  [
    'a mask',
    (plan) =>
      Object.assign(plan.tables['tenant.person']?.columns.token ?? {}, {
        mask: { name: 'keep' },
        reason: 'x',
      }),
  ],
  [
    'a class',
    (plan) => Object.assign(plan.tables['tenant.transfer']?.columns.cents ?? {}, { class: 'business.value' }),
  ],
  [
    'a parameter',
    (plan) =>
      Object.assign(plan.tables['tenant.person']?.columns.born ?? {}, {
        mask: { name: 'date_shift', days: 1 },
      }),
  ],
  ['a row filter', (plan) => Object.assign(plan.tables['tenant.touched'] ?? {}, { rowFilter: 'n = 0' })],
  [
    'a reason',
    (plan) => Object.assign(plan.tables['tenant.transfer']?.columns.id ?? {}, { reason: 'because' }),
  ],
];

describe('a source or plan that changed after sign-off', () => {
  it.each(visible)('%s is refused and named', async (_what, change, code, message) => {
    const { source, target, plan } = await signed();
    await query(source, change);
    const failure = await copy(plan, source, target).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'PlanRefused' });
    expect(String(failure)).toMatch(message);
    expect(failure).toMatchObject({ refusals: expect.arrayContaining([expect.objectContaining({ code })]) });
    expect(await isEmpty(target)).toBe(true);
  });

  it('has another manifest for every kind of change that only a signature can notice', async () => {
    const { source, plan, manifestHash } = await signed();
    const client = new Client(source.url);
    await client.connect();
    const hashes = new Map<string, string>();
    for (const [what, change] of bound) {
      await client.query(`BEGIN; ${change}`);
      hashes.set((await sealManifest(client, plan)).hash, what);
      await client.query('ROLLBACK');
    }
    for (const [what, change] of replanned) {
      const other = structuredClone(plan);
      change(other);
      hashes.set((await sealManifest(client, other)).hash, what);
    }
    expect((await sealManifest(client, plan)).hash).toBe(manifestHash);
    await client.end();
    expect([...hashes.values()]).toEqual([...bound, ...replanned].map(([what]) => what));
    expect(hashes.has(manifestHash)).toBe(false);
  });

  it('is refused where its manifest is not the one that was signed, and copied where it is', async () => {
    const { source, target, plan, manifestHash } = await signed();
    await query(source, 'CREATE INDEX late ON tenant.person (born)');
    await expect(copy(plan, source, target, { manifestHash })).rejects.toMatchObject({
      code: 'manifest_changed',
    });
    expect(await isEmpty(target)).toBe(true);
    await query(source, 'DROP INDEX tenant.late');
    expect(await copy(plan, source, target, { manifestHash })).toMatchObject({
      manifest: { hash: manifestHash },
    });
  });
});
