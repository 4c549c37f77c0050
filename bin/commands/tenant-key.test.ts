import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readPlan } from '@/lib/plan-format/plan-file';
import { sharedSql } from '@/lib/provisioning/snapshot/shared-tables.fixture';
import { asSuperuser, createDatabase, withDatabase } from '@/lib/testing/database';
import { useCapturedOutput } from './captured-output.fixture';
import { classify } from './snapshots/classify';
import { planCheck } from './snapshots/plan-check';
import { readPlanFile, writePlanFile } from './snapshots/plan-file';
import { snapshot } from './snapshots/snapshot';
import { verify } from './snapshots/verify';
import { readTenantKey } from './tenant-key';

let folder: string;
let source: Awaited<ReturnType<typeof createDatabase>>;
const output = useCapturedOutput();
const target = `tenant_${process.pid}`;
const planPath = () => path.join(folder, 'plan.json');

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'sandgate-tenant-'));
  source = await createDatabase();
  const client = new Client(source.url);
  await client.connect();
  await client.query(sharedSql);
  await client.end();
});

afterAll(async () => {
  await asSuperuser(`DROP DATABASE IF EXISTS "${target}" WITH (FORCE)`);
  await source.drop();
  await rm(folder, { recursive: true });
});

const sourceWords = () => ['--source', source.url];
const copyWords = () => ['--target', withDatabase(source.url, target), '--plan', planPath()];

it('classifies by a tenant’s key, refuses the table that no way leads from, and copies once it is decided', async () => {
  const words = [...sourceWords(), '--schema', 'app', '--out', planPath()];
  expect(await classify.run([...words, '--tenant-table', 'app.organization', '--tenant-key', 'id=42'])).toBe(
    0,
  );
  expect(output.text()).toContain('app.country: no way leads');
  const text = await readFile(planPath(), 'utf8');
  expect(text).toContain('"tenant": {"columns":["id"],"root":"app.organization","values":["42"]}');
  expect(readPlan(text).tables['app.task']?.scope).toMatchObject({ by: [{ columns: ['project_id'] }] });

  const plan = await readPlanFile(planPath());
  for (const table of Object.values(plan.tables))
    for (const column of Object.values(table.columns))
      if (column.class === 'unclassified')
        Object.assign(column, { class: 'direct.free_text', mask: { name: 'free_text' }, decidedBy: 'pat' });
  for (const title of [plan.tables['app.project']?.columns.title, plan.tables['app.task']?.columns.title])
    Object.assign(title ?? {}, { class: 'technical', mask: { name: 'keep' }, decidedBy: 'pat' });
  await writePlanFile(planPath(), plan);
  output.clear();
  expect(await planCheck.run([...sourceWords(), '--plan', planPath()])).toBe(3);
  expect(output.text()).toContain('[scope_missing] app.country');

  Object.assign(plan.tables['app.country'] ?? {}, { scope: { rows: 'reference', decidedBy: 'pat' } });
  await writePlanFile(planPath(), plan);
  output.clear();
  expect(await planCheck.run([...sourceWords(), '--plan', planPath()]), output.text()).toBe(0);
  expect(await snapshot.run([...sourceWords(), ...copyWords()]), output.text()).toBe(0);
  expect(await verify.run([...sourceWords(), ...copyWords()]), output.text()).toBe(0);
});

it('keeps the key and what people decided about rows when the source is read again, also for another tenant', async () => {
  const words = [...sourceWords(), '--schema', 'app', '--out', planPath()];
  expect(await classify.run(words)).toBe(0);
  const again = await readPlanFile(planPath());
  expect(again.tenant).toMatchObject({ values: ['42'] });
  expect(again.tables['app.country']?.scope).toEqual({ rows: 'reference', decidedBy: 'pat' });
  expect(await classify.run([...words, '--tenant-table', 'app.organization', '--tenant-key', 'id=43'])).toBe(
    0,
  );
  const other = await readPlanFile(planPath());
  expect(other.tenant).toMatchObject({ values: ['43'] });
  expect(other.tables).toEqual(again.tables);
  expect(await verify.run([...sourceWords(), ...copyWords()])).toBe(4);
  expect(output.text()).toContain('app.organization (id) names another tenant in the copy than the plan.');
});

it('reads the key from words, whatever the value holds, and refuses what is no key', () => {
  expect(readTenantKey(['region=eu=1', 'id='])).toEqual({ columns: ['region', 'id'], values: ['eu=1', ''] });
  expect(readTenantKey()).toBeUndefined();
  for (const [pairs, table] of [
    [['42'], undefined],
    [['=42'], undefined],
    [['id=1', 'id=2'], undefined],
    [[], 'app.organization'],
  ] as const)
    expect(() => readTenantKey(pairs, table)).toThrow(/--tenant-/);
});
