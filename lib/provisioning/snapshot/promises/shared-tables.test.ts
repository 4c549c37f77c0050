import { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import type { ScrubPlan, TableScope, TenantKey } from '../../../plan-format/scrub-plan';
import { readCatalogue } from '../../catalogue/catalogue';
import { checkPlan } from '../../plan-check/check-plan';
import type { Refusal } from '../../plan-check/refusal';
import { proveSnapshot } from '../../proof/prove-snapshot';
import { proposeScopes } from '../../tenant/derive-scopes';
import { planFor } from '../plan.fixture';
import { ownRowsOf42, sharedDecisions, sharedKey, sharedSchema, sharedSql } from '../shared-tables.fixture';
import { copy, type Database, query, useDatabases } from './two-databases.fixture';

const database = useDatabases();
const shared: TableScope = { rows: 'reference' };

/** A plan for one tenant: the ways that the structure offers, and the test's word where it offers none. */
async function planOfTenant(
  source: Database,
  tenant: TenantKey,
  scopes: Record<string, TableScope> = {},
  decisions = sharedDecisions,
): Promise<ScrubPlan> {
  const plan = await planFor(source.url, [sharedSchema], decisions);
  const client = new Client(source.url);
  await client.connect();
  const proposed = proposeScopes(plan, await readCatalogue(client, [sharedSchema]), tenant);
  await client.end();
  for (const [table, scope] of Object.entries(scopes))
    Object.assign(proposed.tables[`${sharedSchema}.${table}`] ?? {}, { scope });
  return proposed;
}

async function made(
  change = '',
  scopes: Record<string, TableScope> = { country: shared },
  tenant = sharedKey,
) {
  const source = await database();
  await query(source, `${sharedSql}; ${change}`);
  return { source, target: await database(), plan: await planOfTenant(source, tenant, scopes) };
}

/** What the copy refuses, and that it wrote nothing. */
async function refusalsOf({ plan, source, target }: Awaited<ReturnType<typeof made>>): Promise<Refusal[]> {
  const failure: unknown = await copy(plan, source, target).then(
    () => 'it succeeded',
    (error: unknown) => error,
  );
  expect(failure).toMatchObject({ name: 'PlanRefused' });
  expect(await query(target, `SELECT 1 FROM pg_namespace WHERE nspname = 'app'`)).toEqual([]);
  return failure instanceof Error && 'refusals' in failure ? (failure.refusals as Refusal[]) : [];
}

const canaries = ['canary'];

describe('one tenant of several that share tables', () => {
  it('is copied by its key and by every way to it, proven, without a row or word of the others', async () => {
    const { source, target, plan } = await made();
    const report = await copy(plan, source, target);
    const rows = Object.fromEntries(report.tables.map(({ table, rows: n }) => [table, n]));
    const events = (rows['app.event_early'] ?? 0) + (rows['app.event_late'] ?? 0);
    expect({ ...rows, 'app.event': events }).toMatchObject(ownRowsOf42);
    const proof = await proveSnapshot(plan, { source, target, jobs: 2, canaries });
    expect(proof.failures).toEqual([]);
    const shown = proof.tenancy?.filter(({ rows }) => rows === 'tenant');
    expect(proof.tenancy?.filter(({ rows }) => rows !== 'tenant')).toEqual([
      {
        table: 'app.country',
        rows: 'reference',
        scope: 'all rows, shared by every tenant',
        shownBy: [],
        strangers: 0,
      },
    ]);
    expect(shown?.map(({ table, shownBy }) => [table, shownBy])).toEqual([
      ['app.event', ['owner']],
      ...['file', 'member', 'organization', 'person', 'project', 'remark', 'task'].map((name) => [
        `app.${name}`,
        ['owner', 'key'],
      ]),
    ]);
    // One file of the fixture is nobody's.
    expect(report.notes.join('\n')).toContain('app.file: 1 rows are nobody’s and stay behind');
    expect(proof.tenancy?.filter(({ ownerless }) => ownerless)).toMatchObject([
      { table: 'app.file', ownerless: 1 },
    ]);
    expect(await query(target, 'SELECT organization_id, people::int FROM app.busy')).toEqual([
      { organization_id: 42, people: 20 },
    ]);
    expect(report.notes.join('\n')).toContain(
      'app.remark: the tenant’s rows by task_id → task.id, then project_id → project.id, then owner_id → person.id',
    );
  });

  it('tells nothing of the others by its sequences, whose next values are free', async () => {
    const { source, target, plan } = await made(
      `CREATE TABLE app.note (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, organization_id int REFERENCES app.organization);
       CREATE SEQUENCE app.loose START 7; SELECT setval('app.loose', 900);
       INSERT INTO app.note (organization_id) SELECT CASE WHEN g < 6 THEN 42 ELSE (SELECT min(id) FROM app.organization WHERE id <> 42) END FROM generate_series(1, 500) g;
       INSERT INTO app.note (organization_id) VALUES (NULL), (NULL)`,
    );
    const report = await copy(plan, source, target);
    expect(report.notes.join('\n')).toContain('app.note: 2 rows are nobody’s');
    const positions = `SELECT sequencename AS name, last_value::int AS at FROM pg_sequences WHERE schemaname = 'app'
        AND sequencename IN ('loose', 'note_id_seq') ORDER BY 1`;
    expect(await query(target, positions)).toEqual([
      { name: 'loose', at: null },
      { name: 'note_id_seq', at: 5 },
    ]);
    expect(await query(source, positions)).toEqual([
      { name: 'loose', at: 900 },
      { name: 'note_id_seq', at: 502 },
    ]);
    expect(await query(target, 'INSERT INTO app.note (organization_id) VALUES (42) RETURNING id')).toEqual([
      { id: 6 },
    ]);
    const client = new Client(source.url);
    await client.connect();
    const catalogue = await readCatalogue(client, [sharedSchema]);
    const { warnings } = await checkPlan(plan, catalogue, { client, server: plan.source.server });
    await client.end();
    expect(warnings.filter(({ code }) => code === 'rows_ownerless').map(({ table }) => table)).toEqual([
      'app.file',
      'app.note',
    ]);
  });

  it('is told apart by a key of several columns, quoted names and hostile values', async () => {
    const source = await database();
    const target = await database();
    await query(
      source,
      `CREATE SCHEMA app; CREATE EXTENSION citext;
       CREATE TABLE app."te""nant" (region citext, "the key" text, note text, PRIMARY KEY (region, "the key"));
       INSERT INTO app."te""nant" VALUES ('EU', E'4''2" OR\\ntrue --', 'plain'), ('EU', 'true', 'canary'), ('us', E'4''2" OR\\ntrue --', 'canary');
       CREATE TABLE app."row's" (id int PRIMARY KEY, r citext NOT NULL, k text NOT NULL, FOREIGN KEY (r, k) REFERENCES app."te""nant");
       INSERT INTO app."row's" SELECT g, lower(region::text), "the key" FROM generate_series(1, 9) g JOIN app."te""nant" ON g % 3 = CASE note WHEN 'plain' THEN 0 ELSE length(region::text || "the key") % 2 + 1 END;`,
    );
    const tenant = {
      root: 'app."te""nant"',
      columns: ['region', 'the key'],
      values: ['eu', '4\'2" OR\ntrue --'],
    };
    const plan = await planOfTenant(source, tenant, {}, {});
    expect(await copy(plan, source, target)).toMatchObject({ rows: 4 });
    expect((await proveSnapshot(plan, { source, target, jobs: 1, canaries })).failures).toEqual([]);
    for (const values of [
      ["' OR true --", ''],
      ['eu', "42') OR ('1'='1"],
    ]) {
      const refused = { source, target: await database(), plan: { ...plan, tenant: { ...tenant, values } } };
      expect(await refusalsOf(refused)).toMatchObject([{ code: 'tenant_key_broken' }]);
    }
  });

  it('is told by a column that many tables carry, where no table of tenants is named', async () => {
    const { source, target, plan } = await made(
      'ALTER TABLE app.event DROP CONSTRAINT event_organization_id_fkey',
      { country: shared },
      { columns: ['organization_id'], values: ['42'] },
    );
    expect(plan.tables['app.organization']?.scope).toMatchObject({ by: [{ columns: ['id'] }] });
    await copy(plan, source, target);
    const proof = await proveSnapshot(plan, { source, target, jobs: 1, canaries });
    expect(proof.failures).toEqual([]);
  });

  it('stays whole where its key and all ids are masked', async () => {
    const source = await database();
    const target = await database();
    await query(source, sharedSql);
    const ids = ['organization.id', 'person.id', 'person.organization_id', 'person.manager_id'];
    const more = [
      'project.id',
      'project.owner_id',
      'member.person_id',
      'member.project_id',
      'file.person_id',
    ];
    const tied = [...ids, ...more, 'task.project_id', 'event.organization_id'];
    const pseudonym = { class: 'quasi.identifier', mask: { name: 'pseudonym' } } as const;
    const decisions = Object.fromEntries(tied.map((name) => [name, pseudonym]));
    const plan = await planOfTenant(
      source,
      sharedKey,
      { country: shared },
      { ...sharedDecisions, ...decisions },
    );
    await copy(plan, source, target);
    const proof = await proveSnapshot(plan, { source, target, jobs: 1, canaries });
    expect(proof.failures).toEqual([]);
    expect(proof.tenancy?.find(({ table }) => table === 'app.person')?.shownBy).toEqual(['owner']);
    expect(proof.tenancy?.find(({ table }) => table === 'app.remark')?.shownBy).toEqual(['owner', 'key']);
    const [joined] = await query(
      target,
      `SELECT count(*)::int AS n FROM app.remark r JOIN app.task t ON t.id = task_id JOIN app.project p ON p.id = project_id
         JOIN app.person o ON o.id = owner_id JOIN app.organization ON organization.id = organization_id`,
    );
    expect(joined).toEqual({ n: 300 });
  });
});

describe('a tenant’s rows that cannot be told apart are refused and named', () => {
  it.each<[string, string, string, string, RegExp]>([
    [
      'a table without a way',
      'CREATE TABLE app.setting (name text)',
      'scope_missing',
      'app.setting',
      /reference/,
    ],
    [
      'a row with two ways to two tenants',
      'INSERT INTO app.member VALUES (2, 1)',
      'paths_disagree',
      'app.member',
      /disagree about 1 rows/,
    ],
    [
      'a row whose two ways that may be NULL lead to two tenants',
      `INSERT INTO app.file VALUES (901, 2, 3, 'canary')`,
      'paths_disagree',
      'app.file',
      /disagree about 1 rows/,
    ],
    [
      'a reference to itself across tenants',
      'UPDATE app.person SET manager_id = 3 WHERE id = 4',
      'reference_torn',
      'app.person',
      /1 of the rows .* person_manager_id_fkey/,
    ],
    [
      'a reference to another tenant’s row',
      'ALTER TABLE app.organization ADD chief int REFERENCES app.person; UPDATE app.organization SET chief = 1',
      'reference_torn',
      'app.organization',
      /organization_chief_fkey/,
    ],
  ])('%s', async (_what, change, code, table, message) => {
    const refusals = await refusalsOf(await made(change));
    expect(refusals[0]).toMatchObject({ code, table, message: expect.stringMatching(message) });
    expect(JSON.stringify(refusals)).not.toMatch(/canary|firma/);
  });

  it('a shared table that holds the key, or refers to what does', async () => {
    const whole = await made('', { country: shared, event: shared, remark: shared });
    expect(await refusalsOf(whole)).toMatchObject([
      { code: 'scope_unfit', table: 'app.event', message: expect.stringContaining('other tenants’ rows') },
      { code: 'scope_unfit', table: 'app.remark', message: expect.stringContaining('takes a reason') },
    ]);
  });

  it('a way that the structure no longer offers and nobody decided, and one that was written wrong', async () => {
    const moved = await made('', {
      country: shared,
      task: {
        rows: 'tenant',
        by: [{ columns: ['id'], references: { table: 'app.person', columns: ['id'] } }],
      },
    });
    expect(await refusalsOf(moved)).toMatchObject([{ code: 'scope_changed', table: 'app.task' }]);
    const by = [{ columns: ['nowhere'] }];
    const wrong = await made('', { country: shared, task: { rows: 'tenant', by, decidedBy: 'pat' } });
    expect(await refusalsOf(wrong)).toMatchObject([
      { code: 'scope_unfit', message: expect.stringMatching(/"nowhere"/) },
    ]);
    const loop: TableScope = {
      rows: 'tenant',
      by: [{ columns: ['project_id'], references: { table: 'app.project', columns: ['id'] } }],
      decidedBy: 'pat',
    };
    const back: TableScope = {
      rows: 'tenant',
      by: [{ columns: ['id'], references: { table: 'app.task', columns: ['project_id'] } }],
      decidedBy: 'pat',
    };
    const circle = await refusalsOf(await made('', { country: shared, task: loop, project: back }));
    expect(circle.map(({ message }) => message).join()).toMatch(/circle/);
  });

  it('a key that no row carries, and one of the wrong type', async () => {
    for (const value of ['44', 'forty-two', '42; DROP SCHEMA app'])
      expect(
        await refusalsOf(await made('', { country: shared }, { ...sharedKey, values: [value] })),
      ).toMatchObject([{ code: 'tenant_key_broken' }]);
  });
});

describe('what a person decides about a table', () => {
  it('settles two ways that disagree, unless the other one then tears a reference', async () => {
    const by = [{ columns: ['person_id'], references: { table: 'app.person', columns: ['id'] } }];
    const scope: TableScope = { rows: 'tenant', by, decidedBy: 'pat', reason: 'whose person it is' };
    const across = await made('INSERT INTO app.member VALUES (2, 1)', { country: shared, member: scope });
    expect(await refusalsOf(across)).toMatchObject([{ code: 'reference_torn', table: 'app.member' }]);
    await query(across.source, 'DELETE FROM app.member WHERE person_id = 2 AND project_id = 1');
    await copy(across.plan, across.source, across.target);
    const { source, target, plan } = across;
    expect((await proveSnapshot(plan, { source, target, jobs: 1, canaries })).failures).toEqual([]);
  });

  it('copies a table’s structure alone', async () => {
    const { source, target, plan } = await made('', { country: shared, remark: { rows: 'exclude' } });
    await copy(plan, source, target);
    expect(await query(target, 'SELECT count(*)::int AS n FROM app.remark')).toEqual([{ n: 0 }]);
    expect((await proveSnapshot(plan, { source, target, jobs: 1 })).failures).toEqual([]);
  });
});

describe('the proof of a tenant’s rows', () => {
  it.each<[string, string, RegExp]>([
    [
      'a row of another tenant in place of one of its own',
      `DELETE FROM app.event WHERE ctid = (SELECT min(ctid) FROM app.event_early) AND tableoid = 'app.event_early'::regclass;
       INSERT INTO app.event VALUES ('2020-02-02', 43, 'x')`,
      /app\.event.* names 2 tenants/,
    ],
    [
      'a row that hangs on nobody',
      `UPDATE app.file SET task_id = NULL, person_id = NULL WHERE id = (SELECT min(id) FROM app.file)`,
      /app\.file holds 1 rows that are not/,
    ],
    [
      'a row of another tenant under a reference of its own',
      `UPDATE app.remark SET id = id + 1 WHERE id = (SELECT max(id) FROM app.remark)`,
      /app\.remark holds 1 rows that are not/,
    ],
  ])('fails on %s', async (_what, damage, message) => {
    const { source, target, plan } = await made();
    await copy(plan, source, target);
    await query(
      target,
      `ALTER TABLE app.event DROP CONSTRAINT event_organization_id_fkey; ALTER TABLE app.remark ALTER id SET GENERATED BY DEFAULT; ${damage}`,
    );
    const proof = await proveSnapshot(plan, { source, target, jobs: 1 });
    expect(proof.failures.filter((failure) => !failure.startsWith('Structure')).join('\n')).toMatch(message);
  });
});
