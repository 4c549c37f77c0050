import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../command/query';
import { runOrThrow } from '../../command/run';
import { db } from '../../db/client';
import { configure } from '../../env';
import { submitRequest } from '../../requests/submit-request';
import { asSuperuser, useControlDatabase } from '../../testing/database';
import { connectProduction, useProduction } from '../../testing/production';
import { workOn } from '../../testing/work-on';
import { createWorld, sampleContent, type World } from '../../testing/world';
import { getOperation } from '../operations/get-operation';

/**
 * A table of production is locked while a sandbox is to be built: each attempt says which table and who holds it, comes
 * later than the one before it, and the build succeeds once the lock is gone.
 */
useControlDatabase();
const production = useProduction();
let world: World;

beforeAll(async () => {
  configure({ RETRY_SECONDS: '20' });
  world = await createWorld({ quota: null });
  await connectProduction(world);
});
afterAll(async () => {
  for (const { name } of await db().clusterObject.findMany({ where: { goneAt: null, kind: 'database' } }))
    await asSuperuser(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
});

test('a lock in production is named with its holder, waited out, and told to customers by its table alone', async () => {
  const content = { ...sampleContent(), shape: 'blank' as const, seedSetName: '' };
  const { sandboxId } = await runOrThrow(
    submitRequest,
    { ...content, tenantId: world.acme.tenantId },
    world.customer,
  );
  const { id } = await db().operation.findFirstOrThrow({ where: { sandboxId: sandboxId ?? '' } });
  const holder = new pg.Client({ connectionString: production.url(), application_name: 'nightly load' });
  await holder.connect();
  await holder.query('BEGIN; LOCK TABLE cascade.parts IN ACCESS EXCLUSIVE MODE');
  const { rows } = await holder.query<{ pid: number; role: string }>(
    'SELECT pg_backend_pid() AS pid, current_user AS role',
  );
  const who = `Process ${rows[0]?.pid}, role "${rows[0]?.role}", application "nightly load"`;
  for (const pauseMs of [20_000, 40_000]) {
    expect(await workOn(id)).toBe(pauseMs);
    const seen = await ask(getOperation, { id }, world.support);
    expect(seen).toMatchObject({ state: 'queued', failureCode: 'lock_timeout' });
    expect(seen.failureMessage).toContain('Table cascade.parts is locked by another session');
    expect(seen.failureAside).toContain(who);
    expect(seen.steps.find(({ state }) => state === 'failed')?.aside).toContain(who);
    expect((seen.againAt?.getTime() ?? 0) - Date.now()).toBeGreaterThan(pauseMs - 10_000);
    const shown = JSON.stringify(await ask(getOperation, { id }, world.customer));
    expect(shown).toContain('cascade.parts');
    expect(shown).not.toContain('nightly load');
  }
  await holder.query('ROLLBACK');
  await holder.end();
  expect(await workOn(id)).toBeNull();
  expect(await ask(getOperation, { id }, world.support)).toMatchObject({
    state: 'succeeded',
    attempt: 3,
    failureMessage: null,
    againAt: null,
  });
}, 600_000);
