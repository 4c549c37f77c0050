import { beforeAll, beforeEach, expect, test } from 'vitest';
import { ask } from '../../command/query';
import { run, runOrThrow } from '../../command/run';
import { daysAfter } from '../../days';
import { db } from '../../db/client';
import { usualPatience } from '../../policies/patience';
import { readPolicy } from '../../policies/read-policy';
import { useControlDatabase } from '../../testing/database';
import { policyRows } from '../../testing/house-scenarios';
import { useMovedClock } from '../../testing/moved-clock';
import { createRequest, createSandbox } from '../../testing/requests';
import { sizeOf } from '../../testing/sizes';
import { createWorld, type World } from '../../testing/world';
import { sweepEnds } from '../sweep/sweep-ends';
import { horizonDays } from './find-changes';
import { getChanges, listChanges } from './get-changes';
import { proposePolicy } from './propose-policy';
import { savePolicy } from './save-policy';

/** The dry run of a policy is what its sweep does. The clock of the database is moved day by day. */
useControlDatabase();
let world: World;
let clock: Awaited<ReturnType<typeof useMovedClock>>;
let now = new Date();
beforeAll(async () => {
  clock = await useMovedClock();
  world = await createWorld({ quota: null });
});
beforeEach(async () => {
  await db().sandbox.updateMany({ data: { state: 'destroyed' } });
  await db().policyProposal.deleteMany();
});

const goTo = async (at: Date) => {
  now = at;
  await clock.moveTo(now);
};

/** A sandbox that was last used so many days ago. */
async function unusedFor(days: number, isProduction = false) {
  const { id, slug } = await createSandbox(world, 'ready', isProduction ? 'snapshot' : 'seeded');
  await db().sandboxActivity.create({
    data: { sandboxId: id, lastSeenAt: daysAfter(now, -days), readAt: now },
  });
  return { id, slug };
}

const propose = (suspend: number, closedDays = '') =>
  runOrThrow(proposePolicy, policyRows(suspend, closedDays), world.admin);
const shown = async () => (await ask(getChanges, {}, world.admin))?.hash ?? '';
const save = (hash: string) => run(savePolicy, { shown: hash, reason: 'As the board says.' }, world.admin);

/** Lets days go by, each with its sweep, and everybody gets what they are sent. Returns the day on which each was suspended. */
async function live(days: number, taken: Map<string, string>) {
  for (let day = 0; day < days; day += 1) {
    await goTo(daysAfter(now, 1));
    await db().sandboxActivity.updateMany({ data: { readAt: now } });
    for (let more = 1; more > 0; ) more = await sweepOnce();
    for (const { id } of await db().sandbox.findMany({ where: { state: 'suspended' }, select: { id: true } }))
      if (!taken.has(id)) taken.set(id, now.toISOString().slice(0, 10));
  }
}

async function sweepOnce(): Promise<number> {
  const done = await sweepEnds();
  await db().notice.updateMany({ where: { mailedAt: null }, data: { mailedAt: now } });
  return done;
}

test('of random policies over a fleet, each sandbox is suspended on the day that the dry run said, and no other is', async () => {
  const count = sizeOf('policies');
  let equal = 0;
  for (let n = 0; n < count; n += 1) {
    await db().sandbox.updateMany({ data: { state: 'destroyed' } });
    for (let k = 0; k < 12; k += 1) await unusedFor((k * 37 + n * 11) % 100, k % 3 === 0);
    const suspend = 20 + ((n * 17) % 60);
    await propose(
      suspend,
      daysAfter(now, 10 + n)
        .toISOString()
        .slice(0, 10),
    );
    const foreseen = await ask(listChanges, {}, world.admin);
    expect(await save(await shown())).toMatchObject({ ok: true });
    const taken = new Map<string, string>();
    await live(horizonDays, taken);
    const until = now;
    const said = foreseen
      .filter(({ after }) => after.suspendsAt && after.suspendsAt < until)
      .map(({ sandboxId, after }) => [sandboxId, after.suspendsAt?.toISOString().slice(0, 10)]);
    const ofForeseen = new Set(foreseen.map(({ sandboxId }) => sandboxId));
    const did = [...taken].filter(([id]) => ofForeseen.has(id));
    // What is suspended on the same day by both policies is no change, and is not listed.
    expect(new Set(said.map(([id]) => id))).toEqual(new Set(did.map(([id]) => id)));
    for (const [id, day] of said) {
      const lateDays = (Date.parse(taken.get(id ?? '') ?? '') - Date.parse(day ?? '')) / 86_400_000;
      expect(lateDays, `${id} was foreseen for ${day}`).toBeGreaterThanOrEqual(0);
      expect(lateDays, `${id} was foreseen for ${day}`).toBeLessThanOrEqual(1);
    }
    expect(said.length).toBeGreaterThan(0);
    equal += 1;
  }
  process.stdout.write(`${equal} of ${count} policies: the dry run and the sweep took the same sandboxes\n`);
}, 1_200_000);

test('a dry run is stale once a sandbox of it was used, another one falls due, or another policy was saved', async () => {
  const { id } = await unusedFor(70);
  await propose(75);
  const first = await shown();
  await db().sandboxActivity.updateMany({ where: { sandboxId: id }, data: { lastSeenAt: now } });
  const stale = {
    ok: false,
    error: { code: 'state_conflict', message: expect.stringContaining('Look at the changes again') },
  };
  expect(await save(first)).toMatchObject(stale);
  const second = await shown();
  await unusedFor(72);
  expect(await save(second)).toMatchObject(stale);
  const third = await shown();
  await propose(76);
  expect(await save(third)).toMatchObject(stale);
  expect(await save(await shown())).toMatchObject({ ok: true });
  expect(await save(third)).toMatchObject({
    error: { message: expect.stringContaining('propose no policy') },
  });
});

test('another patience is shown with the requests that it ends on another day, and is stale once one more of them waits', async () => {
  const createWaiting = async () => {
    const request = await createRequest(world, 'awaiting_support');
    return db().request.update({ where: { id: request.id }, data: { waitsSince: now } });
  };
  const waiting = await createWaiting();
  const patience = { ...usualPatience, awaiting_support: { remind: 2, escalate: 5, lapse: 10 } };
  await runOrThrow(proposePolicy, { ...policyRows(81), patience }, world.admin);
  const found = await ask(getChanges, {}, world.admin);
  expect(found?.lapses.shown.map(({ number }) => number)).toContain(waiting.number);
  expect(found?.lapses.total).toBe(found?.lapses.shown.length);
  await createWaiting();
  const stale = { ok: false, error: { code: 'state_conflict' } };
  expect(await save(found?.hash ?? '')).toMatchObject(stale);
  const again = await ask(getChanges, {}, world.admin);
  expect(again?.lapses.total).toBe((found?.lapses.total ?? 0) + 1);
  const lapses = again?.lapses.total;
  expect(await save(again?.hash ?? '')).toMatchObject({ ok: true, value: { lapses } });
  expect((await readPolicy(db())).document.patience).toEqual(patience);
});

test('a policy is a version with its author and reason, and support and the other administrators are told', async () => {
  const { version } = await readPolicy(db());
  await propose(81);
  await db().notice.deleteMany();
  expect(await save(await shown())).toMatchObject({ ok: true, value: { version: version + 1 } });
  expect(await db().policyVersion.findFirstOrThrow({ where: { version: version + 1 } })).toMatchObject({
    reason: 'As the board says.',
    savedById: world.admin.id,
  });
  expect(await db().notice.count({ where: { personId: world.support.id } })).toBe(1);
  expect(await db().notice.count({ where: { personId: world.customer.id } })).toBe(0);
  expect((await readPolicy(db())).document.otherwise.made).toMatchObject({ suspend: 81 });
});

test('stages that do not follow each other are refused at their fields, and so are days that are none', async () => {
  const wrong = policyRows(80);
  Object.assign(wrong.rows[0] ?? {}, { second: '90', drop: 'soon' });
  const refused = await run(proposePolicy, { ...wrong, closedDays: '2026-12-25\n2026-02-30' }, world.admin);
  expect(refused).toMatchObject({
    ok: false,
    error: {
      code: 'invalid_input',
      fields: expect.objectContaining({ 'rows.0.drop': expect.any(Array), closedDays: expect.any(Array) }),
    },
  });
});

test('nobody but an administrator saves or proposes one; the house reads it, customers do not', async () => {
  for (const actor of [world.customer, world.support, world.compliance]) {
    expect(await run(proposePolicy, policyRows(80), actor)).toMatchObject({ error: { code: 'forbidden' } });
    expect(await run(savePolicy, { shown: '0'.repeat(64), reason: 'x' }, actor)).toMatchObject({
      error: { code: 'forbidden' },
    });
  }
  await expect(ask(getChanges, {}, world.customer)).rejects.toMatchObject({ code: 'forbidden' });
  expect(await ask(getChanges, {}, world.support)).toBeNull();
});
