import { beforeAll, expect, test } from 'vitest';
import { ask } from '../command/query';
import { run } from '../command/run';
import { db } from '../db/client';
import { useControlDatabase } from '../testing/database';
import { connectProduction, useProduction } from '../testing/production';
import { createWorld, type World } from '../testing/world';
import { checkVersion } from './check-version';
import { decideColumns } from './decide/decide-columns';
import { decideStructure } from './decide/decide-structure';
import { undoVersion } from './decide/undo-version';
import { exportPlanFile } from './export-plan-file';
import { getPlan } from './get-plan';
import { requestReading } from './reading/request-reading';
import { runReading } from './reading/run-reading';

useControlDatabase();
useProduction();
let world: World;
beforeAll(async () => {
  world = await createWorld({ quota: null });
  await connectProduction(world);
});

const view = (input: object = {}) =>
  ask(getPlan, { tenantId: world.acme.tenantId, ...input }, world.compliance);

async function read(): Promise<void> {
  const asked = await run(requestReading, { tenantId: world.acme.tenantId }, world.support);
  if (!asked.ok) throw new Error(asked.error.message);
  expect(await run(requestReading, { tenantId: world.acme.tenantId }, world.support)).toMatchObject({
    ok: false,
  });
  await runReading(asked.value.id);
}

test('a source is read, decided by people, checked, and read again without losing what they decided', async () => {
  expect((await view()).plan).toBeNull();
  await read();
  const first = await view();
  expect(first.reading).toMatchObject({ state: 'succeeded' });
  expect(first.plan?.version).toBe(1);
  expect(first.plan?.total).toBeGreaterThan(200);

  const mail = await view({ text: 'users.email' });
  expect(mail.plan?.rows[0]).toMatchObject({ class: 'direct.mail', mask: { name: 'mail' } });

  const columns = [{ table: mail.plan?.rows[0]?.table ?? '', column: 'email' }];
  const decision = { class: 'direct.mail', mask: { name: 'null' }, reason: 'Nobody needs these addresses.' };
  const input = { tenantId: world.acme.tenantId, version: 1, columns, ...decision };
  const both = await Promise.all([
    run(decideColumns, input, world.compliance),
    run(decideColumns, input, world.support),
  ]);
  expect(both.filter((result) => result.ok)).toHaveLength(1);
  expect(both.find((result) => !result.ok)).toMatchObject({ error: { code: 'state_conflict' } });

  await read();
  const again = await view({ text: 'users.email' });
  expect(again.plan?.version).toBe(3);
  expect(again.plan?.rows[0]).toMatchObject({ mask: { name: 'null' }, reason: decision.reason });

  const { id } = await db().scrubPlanVersion.findFirstOrThrow({
    where: { tenantId: world.acme.tenantId, version: 3 },
  });
  await checkVersion(id);
  const checked = await view({ only: 'refused' });
  expect(checked.plan?.checkedAt).not.toBeNull();
  const open = (checked.plan?.counts.unclassified ?? 0) > 0;
  expect((checked.plan?.refusals.length ?? 0) > 0 || !open).toBe(true);
  const sampled = (await view({ text: 'suppliers' })).plan?.rows.flatMap((row) => row.samples) ?? [];
  expect(JSON.stringify(checked)).not.toMatch(/CANARY/i);
  expect(JSON.stringify(sampled)).not.toMatch(/CANARY/i);

  const back = { tenantId: world.acme.tenantId, version: 3, reason: 'Read too early.' };
  expect(await run(undoVersion, back, world.support)).toMatchObject({
    ok: true,
  });
  const fileOf = async (version?: number) =>
    (await ask(exportPlanFile, { tenantId: world.acme.tenantId, version }, world.compliance)).text;
  expect(await fileOf()).toEqual(await fileOf(2));
});

test('a mask that does not exist and a column that is not there are refused at their field', async () => {
  const { plan } = await view();
  const base = {
    tenantId: world.acme.tenantId,
    version: plan?.version,
    class: 'technical',
    reason: 'A test of names.',
  };
  const address = { table: plan?.rows[0]?.table, column: plan?.rows[0]?.column };
  const noMask = await run(
    decideColumns,
    { ...base, mask: { name: 'rot13' }, columns: [address] },
    world.support,
  );
  expect(noMask).toMatchObject({ ok: false, error: { fields: { mask: ['There is no mask named rot13.'] } } });
  // Names that every object answers to are no tables, no columns and no texts.
  for (const table of ['__proto__', 'constructor', address.table])
    for (const column of ['constructor', '__proto__', 'toString'])
      expect(
        await run(
          decideColumns,
          { ...base, mask: { name: 'null' }, columns: [{ table, column }] },
          world.support,
        ),
      ).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
  for (const place of ['__proto__', 'constructor'])
    expect(
      await run(
        decideStructure,
        { tenantId: base.tenantId, version: base.version, reason: base.reason, place, decision: 'keep' },
        world.support,
      ),
    ).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
  const nowhere = { ...base, mask: { name: 'null' }, columns: [{ ...address, column: 'nope' }] };
  expect(await run(decideColumns, nowhere, world.support)).toMatchObject({
    ok: false,
    error: { code: 'invalid_input' },
  });
});
