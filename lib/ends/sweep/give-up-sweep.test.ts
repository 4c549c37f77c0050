import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { db } from '../../db/client';
import { useControlDatabase } from '../../testing/database';
import { createSandbox } from '../../testing/requests';
import { createWorld, type World } from '../../testing/world';
import { sweepEnds } from './sweep-ends';

useControlDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld({ quota: null });
});

const dayMs = 86_400_000;

test('a sweep that is given up finishes the acts that it had begun, begins no other, and the next one does the rest', async () => {
  const due = 12;
  for (let n = 0; n < due; n += 1) {
    const { id } = await createSandbox(world, 'ready');
    const data = {
      expiresAt: new Date(Date.now() + 4 * dayMs),
      endsSince: new Date(Date.now() - 60 * dayMs),
    };
    await db().sandbox.update({ where: { id }, data });
  }
  const controller = new AbortController();
  let begun = 0;
  let sweep: Promise<PromiseSettledResult<number>[]> | undefined;
  // Whoever holds the head of the audit holds each act up before its end.
  await db().$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT seq FROM "AuditHead" FOR UPDATE`;
      sweep = Promise.allSettled([sweepEnds(controller.signal)]);
      for (let same = 0; same < 20; same += 1) {
        await wait(25);
        // A transaction that rests for ten seconds is ended by the server.
        await tx.$queryRaw`SELECT 1`;
        const held = await heldUp();
        if (held !== begun || held === 0) same = 0;
        begun = held;
      }
      controller.abort();
    },
    { timeout: 60_000 },
  );
  const [ended] = (await sweep) ?? [];
  expect(ended?.status).toBe('rejected');
  expect(begun).toBeGreaterThan(1);
  expect(begun).toBeLessThan(due);
  expect(await db().endWarning.count()).toBe(begun);
  await sweepEnds();
  expect(await db().endWarning.count()).toBe(due);
  expect(await db().auditEvent.count({ where: { event: 'sandbox.end_warned' } })).toBe(due);
}, 120_000);

/** Sessions of this database that wait for a lock. */
async function heldUp(): Promise<number> {
  const [row] = await db().$queryRaw<{ n: bigint }[]>`
    SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return Number(row?.n ?? 0);
}
