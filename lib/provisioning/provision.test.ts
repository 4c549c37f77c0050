import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asSuperuser } from '@/lib/testing/database';
import type { BuildOrder } from './build-order';
import { asTenant, namesOf, openWorkshop, tenantSchema, type Workshop } from './promises/workshop.fixture';
import { provision } from './provision';
import { sourceFingerprint } from './prune-templates';
import type { ProgressEvent, ProvisionReport } from './report';

let workshop: Workshop;
const never = new AbortController().signal;

beforeAll(async () => {
  workshop = await openWorkshop();
});

afterAll(async () => {
  await workshop.drop();
});

const tables = ['countries', 'settings', 'flags', 'parts', 'boms', 'people', 'events', 'made', 'part_count'];

async function countRows(plan: BuildOrder): Promise<Record<string, number>> {
  const database = `sb_${plan.copyId}`;
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const [row] = await asSuperuser<{ n: number }>(
      `SELECT count(*)::int AS n FROM workshop.${table}`,
      [],
      database,
    );
    counts[table] = row?.n ?? -1;
  }
  return counts;
}

const empty = {
  countries: 3,
  settings: 0,
  flags: 0,
  parts: 0,
  boms: 0,
  people: 0,
  events: 0,
  made: 0,
  part_count: 1,
};

describe('what a sandbox holds', () => {
  const cases = [
    ['blank', [], empty],
    ['blank', ['settings'], { ...empty, settings: 12, flags: 15 }],
    ['seeded', [], { ...empty, parts: 3, boms: 1, made: 1 }],
    ['seeded', ['settings', 'nothing'], { ...empty, settings: 12, flags: 15, parts: 3, boms: 1, made: 1 }],
  ] as const;

  test.each(cases)(
    '%s with configuration %j, from scratch and from a template alike',
    async (shape, configuration, wanted) => {
      const found: ProvisionReport[] = [];
      for (let round = 0; round < 2; round += 1) {
        const plan = workshop.order({ shape, configuration: [...configuration] });
        const report = await provision(plan, { ...workshop, signal: never });
        expect(report).toMatchObject({ outcome: 'done', leftovers: [] });
        expect(await countRows(plan)).toEqual(wanted);
        expect(report.rows).toBe(
          Object.entries(wanted).reduce(
            (sum, [table, n]) => sum + (/^(made|part_count)$/.test(table) ? 0 : n),
            0,
          ),
        );
        expect(await namesOf(plan.copyId)).toEqual([
          `sb_${plan.copyId}`,
          `sb_${plan.copyId}_1_base`,
          `sbr_${plan.copyId}_1`,
        ]);
        found.push(report);
      }
      expect(found[1]?.steps.find(({ step }) => step === 'structure')?.outcome.state).toBe('skipped');
      expect(found[1]?.fingerprint).toBe(found[0]?.fingerprint);
      expect(found[0]?.fingerprint).toBe(
        await sourceFingerprint(workshop.connections.sourceUrl, tenantSchema),
      );
    },
  );
});

test('rows arrive as they were: quotes, line breaks, NULL, generated columns, sequences behind them', async () => {
  const plan = workshop.order({ configuration: ['settings'] });
  await provision(plan, { ...workshop, signal: never });
  await asTenant(plan, async (client) => {
    const { rows } = await client.query(
      'SELECT id, number, made_in, parent_id, label FROM parts ORDER BY id',
    );
    expect(rows).toEqual([
      { id: '1', number: 'A-1', made_in: 'DE', parent_id: null, label: 'A-1 / 1' },
      { id: '2', number: 'A "two", 2', made_in: null, parent_id: '1', label: 'A "two", 2 / 2' },
      { id: '7', number: 'line\nbreak', made_in: 'JP', parent_id: '1', label: 'line\nbreak / 7' },
    ]);
    const next = await client.query(
      `SELECT nextval('parts_id_seq') AS part, nextval('settings_id_seq') AS setting, nextval('people_id_seq') AS person`,
    );
    expect(next.rows).toEqual([{ part: '8', setting: '13', person: '1' }]);
    expect((await client.query(`SELECT name FROM countries WHERE code = 'BR'`)).rows).toEqual([
      { name: 'Bra\tsil' },
    ]);
    expect((await client.query(`SELECT country_name('JP') AS name`)).rows).toEqual([{ name: '日本' }]);
  });
});

test('triggers fire again as in production, and row security holds', async () => {
  const plan = workshop.order({ configuration: ['settings'] });
  await provision(plan, { ...workshop, signal: never });
  await asTenant(plan, async (client) => {
    await expect(client.query(`INSERT INTO settings (key) VALUES ('x')`)).rejects.toThrow('no rows here');
    await client.query(`INSERT INTO flags VALUES (1, 'quiet trigger is disabled')`);
    expect((await client.query(`SELECT FROM flags WHERE name = 'hidden'`)).rowCount).toBe(0);
  });
});

test('a comment of production stays behind, whatever it says', async () => {
  const report = await provision(workshop.order({}), { ...workshop, signal: never });
  const inProduction = decodeURIComponent(new URL(workshop.productionUrl).pathname.slice(1));
  const count = async (database: string | undefined) => {
    const sql = 'SELECT count(*)::int AS n FROM pg_description WHERE objoid >= 16384';
    return (await asSuperuser<{ n: number }>(sql, [], database))[0]?.n;
  };
  expect(await count(inProduction)).toBeGreaterThan(0);
  expect(await count(report.database)).toBe(0);
});

test('nothing in a sandbox or about it names the tenant', async () => {
  const plan = workshop.order({ configuration: ['settings'] });
  const events: ProgressEvent[] = [];
  const report = await provision(plan, {
    ...workshop,
    signal: never,
    onProgress: (event) => events.push(event),
  });
  const [row] = await asSuperuser<{ names: string }>(
    `SELECT string_agg(t::text, ' ') AS names FROM (
       SELECT nspname AS t FROM pg_namespace UNION ALL SELECT relname FROM pg_class UNION ALL SELECT datname FROM pg_database WHERE datname LIKE 'sb%'
       UNION ALL SELECT rolname FROM pg_roles UNION ALL SELECT proconfig::text FROM pg_proc WHERE proconfig IS NOT NULL
       UNION ALL SELECT description FROM pg_shdescription) n`,
    [],
    report.database,
  );
  expect(row?.names).toContain('workshop');
  expect(`${row?.names} ${JSON.stringify(events)} ${JSON.stringify(report)}`).not.toContain(tenantSchema);
  expect(events.map(({ step, state }) => `${step} ${state}`)).toContain('publish done');
});

test('the baseline is sealed and equal to the sandbox', async () => {
  const plan = workshop.order();
  const report = await provision(plan, { ...workshop, signal: never });
  await expect(asTenant(plan, async () => 'in', report.baseline)).rejects.toMatchObject({ code: '55000' });
  await asSuperuser(`ALTER DATABASE ${report.baseline} ALLOW_CONNECTIONS true`);
  const sum = `SELECT md5(string_agg(p::text, ',' ORDER BY id)) AS sum FROM workshop.parts p`;
  expect(await asSuperuser(sum, [], report.baseline)).toEqual(await asSuperuser(sum, [], report.database));
});

test('production is read and nothing else: its write counters and its rows stay as they were', async () => {
  const name = new URL(workshop.productionUrl).pathname.slice(1);
  const look = () =>
    asSuperuser(
      `SELECT tup_inserted, tup_updated, tup_deleted, (SELECT md5(string_agg(p::text, ',' ORDER BY id)) FROM ${tenantSchema}.parts p) AS rows
         FROM pg_stat_database WHERE datname = current_database()`,
      [],
      name,
    );
  await asSuperuser('SELECT pg_stat_force_next_flush()', [], name);
  const before = await look();
  await provision(workshop.order({ configuration: ['settings'] }), { ...workshop, signal: never });
  expect(await look()).toEqual(before);
});

test('a change of the structure or of the reference rows is in the next sandbox, template or not', async () => {
  const name = new URL(workshop.productionUrl).pathname.slice(1);
  await provision(workshop.order({ shape: 'blank' }), { ...workshop, signal: never });
  await asSuperuser(
    `ALTER TABLE ${tenantSchema}.people ADD COLUMN phone text; INSERT INTO ${tenantSchema}.countries VALUES ('FR', 'France')`,
    [],
    name,
  );
  const plan = workshop.order({ shape: 'blank' });
  const report = await provision(plan, { ...workshop, signal: never });
  expect(report.steps.find(({ step }) => step === 'structure')?.outcome.state).toBe('done');
  await asTenant(plan, async (client) => {
    expect((await client.query('SELECT phone FROM people')).rowCount).toBe(0);
    expect((await client.query('SELECT FROM countries')).rowCount).toBe(4);
  });
  await asSuperuser(
    `ALTER TABLE ${tenantSchema}.people DROP COLUMN phone; DELETE FROM ${tenantSchema}.countries WHERE code = 'FR'`,
    [],
    name,
  );
});
