import { beforeAll, expect, test } from 'vitest';
import { ask } from '../command/query';
import { run } from '../command/run';
import { useControlDatabase } from '../testing/database';
import { createPlanVersion, createTenant, samplePlan } from '../testing/plans';
import { createWorld, type World } from '../testing/world';
import { importPlan } from './decide/import-plan';
import { previewImport } from './decide/preview-import';
import { exportPlanFile } from './export-plan-file';
import { getPlan } from './get-plan';

useControlDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld();
});

test('a plan leaves as a file that names itself and comes back as the same plan', async () => {
  const { id: tenantId } = await createTenant(world);
  await createPlanVersion(tenantId);
  const { fileName, text } = await ask(exportPlanFile, { tenantId }, world.compliance);
  expect(fileName).toMatch(/-plan-1\.json$/);
  expect(JSON.parse(text)).toEqual(samplePlan());
  const same = await ask(previewImport, { tenantId, document: text }, world.compliance);
  expect(same).toEqual({ version: 1, total: 0, differences: [] });
  await expect(ask(exportPlanFile, { tenantId }, world.customer)).rejects.toMatchObject({
    code: 'forbidden',
  });
});

test('an import shows what it changes first, and is refused once somebody else changed the plan', async () => {
  const { id: tenantId } = await createTenant(world);
  await createPlanVersion(tenantId);
  const edited = samplePlan();
  const mail = {
    type: 'text',
    class: 'direct.mail',
    mask: { name: 'mail' },
    reason: 'It is one.',
    decidedBy: 'Ada',
  };
  const users = edited.tables['cascade.users'];
  const document = JSON.stringify({
    ...edited,
    tables: { 'cascade.users': { columns: { ...users?.columns, email: mail } } },
  });
  const preview = await ask(previewImport, { tenantId, document }, world.support);
  expect(preview).toMatchObject({
    version: 1,
    total: 1,
    differences: [{ place: 'cascade.users', column: 'email', kind: 'changed' }],
  });
  const both = await Promise.all([
    run(importPlan, { tenantId, version: 1, reason: 'Decided in a file.', document }, world.support),
    run(importPlan, { tenantId, version: 1, reason: 'Decided in a file.', document }, world.compliance),
  ]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(both.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'state_conflict' } });
  expect((await ask(getPlan, { tenantId }, world.support)).plan?.version).toBe(2);
});

test('no version is skipped by naming one that does not exist yet', async () => {
  const { id: tenantId } = await createTenant(world);
  await createPlanVersion(tenantId);
  const input = { tenantId, version: 7, reason: 'Ahead of time.', document: JSON.stringify(samplePlan()) };
  expect(await run(importPlan, input, world.support)).toMatchObject({ error: { code: 'state_conflict' } });
});

test.each([
  ['another schema', { schemas: ['acme'] }, 'the schema acme'],
  ['one schema more', { schemas: ['cascade', 'acme'] }, 'the schema cascade, acme'],
  ['rows by a key', { tenant: { columns: ['firm_id'], values: ['43'] } }, 'by a key'],
])('a plan for %s is refused: its rows are another customer’s', async (_what, other, said) => {
  const { id: tenantId } = await createTenant(world);
  await createPlanVersion(tenantId);
  const document = JSON.stringify({ ...samplePlan(), ...other });
  const refused = await run(
    importPlan,
    { tenantId, version: 1, reason: 'Decided in a file.', document },
    world.support,
  );
  expect(refused).toMatchObject({
    error: { code: 'invalid_input', fields: { document: [expect.stringContaining(said)] } },
  });
  expect((await ask(getPlan, { tenantId }, world.support)).plan?.version).toBe(1);
});

test('a filter names all columns that it matches, beyond the page', async () => {
  const { id: tenantId } = await createTenant(world);
  const many = Object.fromEntries(
    Array.from({ length: 130 }, (_, index) => [`c${index}`, { type: 'text', class: 'technical' as const }]),
  );
  await createPlanVersion(tenantId, 1, { ...samplePlan(), tables: { 'cascade.wide': { columns: many } } });
  const { plan } = await ask(getPlan, { tenantId, all: '1', text: 'wide.c1' }, world.support);
  expect(plan?.matching).toHaveLength(41);
  const all = await ask(getPlan, { tenantId, all: '1' }, world.support);
  expect([all.plan?.rows.length, all.plan?.matching?.length]).toEqual([100, 130]);
  expect((await ask(getPlan, { tenantId }, world.support)).plan?.matching).toBeNull();
});
