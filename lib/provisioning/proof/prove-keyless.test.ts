import { randomBytes } from 'node:crypto';
import { escapeLiteral } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase } from '@/lib/testing/database';
import type { ScrubPlan } from '../../plan-format/scrub-plan';
import { copySnapshot } from '../snapshot/copy-snapshot';
import { masked, planFor } from '../snapshot/plan.fixture';
import { type Database, query } from '../snapshot/promises/two-databases.fixture';
import { proveSnapshot } from './prove-snapshot';

/**
 * Tables of which the plan keeps no key, so that no row of the copy is known to be a certain row of the source. More
 * values than are confirmed one by one, and documents of which some hold nothing to mask.
 */
const rows = 30_000;

let source: Database;
let target: Database;
let plan: ScrubPlan;

beforeAll(async () => {
  [source, target] = [await createDatabase(), await createDatabase()];
  await query(
    source,
    `CREATE SCHEMA tenant;
     CREATE TABLE tenant.visit (id uuid PRIMARY KEY, phone text, account text, born date, who jsonb);
     INSERT INTO tenant.visit SELECT md5(g::text)::uuid, '+49 30 ' || 10000000 + g, 'K-' || 1000000 + g,
         date '1950-01-01' + g % 20000,
         CASE WHEN g % 7 = 0 THEN '{"kind": "none"}' ELSE jsonb_build_object('kind', 'visit', 'mail', 'user' || g || '@firma.de') END
       FROM generate_series(1, ${rows}) g;
     CREATE TABLE tenant.contact (id uuid PRIMARY KEY, since timestamptz, channel text NOT NULL, phone text, name text);
     INSERT INTO tenant.contact SELECT md5('c' || g)::uuid,
         CASE WHEN g % 10 > 0 THEN timestamptz '2020-01-01' + g / 2 * interval '1 minute' END,
         CASE WHEN g % 2 = 0 THEN 'desk' ELSE 'line' END, '+49 40 ' || 20000000 + g,
         'Person' || g % 5000 || ' Surname' || g
       FROM generate_series(1, ${rows}) g;
     ANALYZE`,
  );
  plan = await planFor(source.url, ['tenant'], {
    'visit.id': { class: 'technical', mask: { name: 'pseudonym' } },
    'visit.phone': masked.phone,
    'visit.account': { class: 'direct.account_number', mask: { name: 'digits' } },
    'visit.born': { class: 'direct.birth_date', mask: { name: 'date_shift', subject: 'id' } },
    'contact.id': { class: 'technical', mask: { name: 'pseudonym' } },
    'contact.phone': masked.phone,
    'contact.name': { class: 'direct.person_name', mask: { name: 'person_name' } },
    'visit.who': {
      class: 'direct.free_text',
      reason: 'the kind says nothing of a person',
      mask: {
        name: 'json',
        shape: { keys: { kind: { mask: { name: 'keep' } }, mail: { mask: { name: 'mail' } } } },
      },
    },
  });
});
afterAll(async () => {
  await source.drop();
  await target.drop();
});

it('an honest copy passes, and says which columns could only be counted', async () => {
  await copySnapshot(plan, { source, target, jobs: 1, key: randomBytes(32) });
  const proof = await proveSnapshot(plan, { source, target, jobs: 1 });
  expect(proof.failures).toEqual([]);
  const columns = proof.tables.flatMap((each) => (each.table === 'tenant.visit' ? each.columns : []));
  expect(columns.map(({ column, expectation }) => `${column} ${expectation}`)).toEqual([
    'id absent',
    'phone reported',
    'account reported',
    'born reported',
    'who reported',
  ]);
});

it.each(['id', 'phone', 'account', 'born', 'who'])(
  'a copy in which %s alone came through raw fails, with more values than are looked at one by one',
  async (column) => {
    const raw = await createDatabase();
    try {
      const table = plan.tables['tenant.visit'];
      const decided = table?.columns[column];
      if (!table || !decided) throw new Error('the plan has no such column');
      const kept = { ...decided, mask: { name: 'keep' }, reason: 'a test' };
      const leaky: ScrubPlan = {
        ...plan,
        tables: {
          ...plan.tables,
          'tenant.visit': { ...table, columns: { ...table.columns, [column]: kept } },
        },
      };
      await copySnapshot(leaky, { source, target: raw, jobs: 1, key: randomBytes(32) });
      const proof = await proveSnapshot(plan, { source, target: raw, jobs: 1 });
      const failed = proof.tables.flatMap((each) => each.columns.filter(({ passed }) => !passed));
      expect(failed.map((each) => each.column)).toEqual([column]);
      expect(proof.passed).toBe(false);
    } finally {
      await raw.drop();
    }
  },
);

it('an honest copy passes with kept columns that hold NULL, more than any row is told by, and values that no mask changes', async () => {
  const [wide, masking] = [await createDatabase(), await createDatabase()];
  try {
    const kept = Array.from({ length: 80 }, (_, at) => `k${at}`);
    await query(
      wide,
      `CREATE SCHEMA tenant;
       CREATE TABLE tenant.wide (id uuid PRIMARY KEY, phone text, name text NOT NULL, ${kept.map((name) => `${name} int`).join(', ')});
       INSERT INTO tenant.wide SELECT md5(g::text)::uuid, (ARRAY['', '-', '000', '+49 30 ' || 1000000 + g])[1 + g % 4],
           CASE WHEN g % 3 = 0 THEN '' ELSE 'Vorname Nachname' || g END,
           ${kept.map((_name, at) => (at === 7 ? 'g' : `nullif(g % ${at + 2}, 0)`)).join(', ')}
         FROM generate_series(1, 3000) g;
       CREATE TABLE tenant.alike (id uuid PRIMARY KEY, phone text, at int);
       INSERT INTO tenant.alike SELECT md5(g::text)::uuid, '+49 30 ' || 1000000 + g, least(g, 7) FROM generate_series(1, 3000) g;
       ANALYZE`,
    );
    const decisions = { 'wide.id': masked.pseudonym, 'wide.phone': masked.phone, 'wide.name': masked.name };
    const plan = await planFor(wide.url, ['tenant'], {
      ...decisions,
      'alike.id': masked.pseudonym,
      'alike.phone': masked.phone,
    });
    await copySnapshot(plan, { source: wide, target: masking, jobs: 1, key: randomBytes(32) });
    const proof = await proveSnapshot(plan, { source: wide, target: masking, jobs: 1 });
    expect(proof.failures).toEqual([]);
    const said = proof.tables.flatMap(({ table, columns }) =>
      columns.map(({ column, expectation }) => `${table}.${column} ${expectation}`),
    );
    expect(said.sort()).toEqual([
      'tenant.alike.id absent',
      // Six rows are told apart, which is too few to speak for the column.
      'tenant.alike.phone reported',
      'tenant.wide.id absent',
      'tenant.wide.name changed',
      'tenant.wide.phone changed',
    ]);
  } finally {
    await wide.drop();
    await masking.drop();
  }
});

it('rows that what is kept tells apart are compared one by one, and a few that came through raw are found', async () => {
  const raw = await createDatabase();
  try {
    await copySnapshot(plan, { source, target: raw, jobs: 1, key: randomBytes(32) });
    const contact = async () => {
      const proof = await proveSnapshot(plan, { source, target: raw, jobs: 1 });
      const columns = proof.tables.find((each) => each.table === 'tenant.contact')?.columns ?? [];
      return new Map(columns.map((each) => [each.column, each]));
    };
    const honest = await contact();
    for (const column of ['phone', 'name'])
      expect(honest.get(column)).toMatchObject({ expectation: 'changed', passed: true, compared: 27_000 });
    // As a mask would that left one row in fifty alone; no comparison of the whole column can tell that from chance.
    const [values] = await query<{ list: string }>(
      source,
      `SELECT jsonb_agg(c)::text AS list FROM (SELECT * FROM tenant.contact WHERE since IS NOT NULL ORDER BY id LIMIT ${rows / 50}) c`,
    );
    for (const column of ['phone', 'name']) {
      await query(
        raw,
        `UPDATE tenant.contact c SET ${column} = r.${column}
           FROM jsonb_to_recordset(${escapeLiteral(values?.list ?? '')}) AS r (since timestamptz, channel text, phone text, name text)
          WHERE c.since = r.since AND c.channel = r.channel`,
      );
      const leaky = await contact();
      expect(leaky.get(column)).toMatchObject({ passed: false, survivors: rows / 50 });
    }
  } finally {
    await raw.drop();
  }
});
