import { beforeAll, expect, test } from 'vitest';
import type { PersonActor } from '../../access/actor';
import { ask } from '../../command/query';
import { daysAfter } from '../../days';
import { db } from '../../db/client';
import { createId, createUuid } from '../../ids';
import { useControlDatabase } from '../../testing/database';
import { createSandbox } from '../../testing/requests';
import { createWorld, type World } from '../../testing/world';
import { actAlone } from './act-alone';
import { actInBulk } from './act-in-bulk';
import type { BulkAct } from './bulk';
import { previewBulk } from './preview-bulk';

useControlDatabase();
let world: World;
let signing: World;
beforeAll(async () => {
  world = await createWorld();
  signing = await createWorld({ contractDemandsReview: true });
});

const reason = 'The fair was moved.';

/** One of each kind that an act on many meets. */
async function createMixed() {
  const ready = await createSandbox(world, 'ready');
  const suspended = await createSandbox(world, 'suspended');
  const production = await createSandbox(world, 'ready', 'snapshot');
  const signed = await createSandbox(signing, 'ready');
  const quarantined = await createSandbox(world, 'quarantined');
  const guarded = await createSandbox(world, 'ready');
  const protectedUntil = daysAfter(new Date(), 5);
  await db().sandbox.update({ where: { id: guarded.id }, data: { protectedUntil } });
  return { ready, suspended, production, signed, quarantined, guarded };
}

async function preview(sandboxes: readonly { id: string }[], act: BulkAct, days = 14) {
  const input = { sandboxes: sandboxes.map(({ id }) => id).join(','), act, days };
  return { input, ...(await ask(previewBulk, input, world.support)) };
}
type Preview = Awaited<ReturnType<typeof preview>>;

const send = ({ input, shown }: Preview, attempt = createUuid(), actor: PersonActor = world.support) =>
  actInBulk({ ...input, shown, reason, attempt }, actor);

const sandboxesOf = (ids: readonly { id: string }[]) =>
  db().sandbox.findMany({
    where: { id: { in: ids.map(({ id }) => id) } },
    select: { id: true, slug: true, state: true, expiresAt: true },
  });
const eventsOf = (id: string, event: string) => db().auditEvent.count({ where: { subjectId: id, event } });

test.each(['extend', 'suspend'] as const)(
  '%s: what happens is what the preview showed, and the rest is left out',
  async (act) => {
    const mixed = await createMixed();
    const all = Object.values(mixed);
    const shown = await preview(all, act);
    const whyNot = Object.fromEntries(
      Object.entries(mixed).map(([name, { id }]) => [
        name,
        shown.rows.find((row) => row.id === id)?.whyNot ?? null,
      ]),
    );
    expect(whyNot).toEqual(
      act === 'extend'
        ? {
            ready: null,
            suspended: null,
            guarded: null,
            production: expect.stringContaining('production'),
            signed: expect.stringContaining('Compliance signs'),
            quarantined: expect.stringContaining('quarantined'),
          }
        : {
            ready: null,
            signed: null,
            suspended: 'It is suspended already.',
            guarded: expect.stringContaining('protected'),
            production: expect.stringContaining('production'),
            quarantined: 'It is quarantined already.',
          },
    );
    const before = await sandboxesOf(all);
    const outcome = await send(shown);
    const acted = shown.rows.filter((row) => row.whyNot === null);
    expect(outcome).toEqual({
      ok: true,
      value: { done: acted.length, leftOut: all.length - acted.length, failures: [] },
    });
    for (const was of before) {
      const [is] = await sandboxesOf([was]);
      const row = shown.rows.find(({ id }) => id === was.id);
      const isDone = row?.whyNot === null;
      expect(is?.expiresAt).toEqual(isDone && act === 'extend' ? row?.until : was.expiresAt);
      expect(is?.state).toBe(isDone && act === 'suspend' ? 'suspended' : was.state);
      const event = act === 'extend' ? 'sandbox.extended' : 'sandbox.suspended';
      expect(await eventsOf(was.id, event)).toBe(isDone ? 1 : 0);
    }
  },
);

test('what came from production is left out of every act', async () => {
  const production = await createSandbox(world, 'ready', 'snapshot');
  for (const act of ['extend', 'suspend'] as const)
    expect((await preview([production], act)).rows[0]?.whyNot).toContain('production');
});

test('tell: the people of each are shown, told once, and what came from production is told of as well', async () => {
  const mixed = await createMixed();
  const gone = await createSandbox(world, 'destroyed');
  const all = [...Object.values(mixed), gone];
  const shown = await preview(all, 'tell');
  expect(shown.rows.filter(({ whyNot }) => whyNot).map(({ id }) => id)).toEqual([gone.id]);
  for (const row of shown.rows) expect(row.told).toHaveLength(row.whyNot ? 0 : 1);
  const attempt = createUuid();
  for (const _ of [1, 2])
    expect(await send(shown, attempt)).toEqual({
      ok: true,
      value: { done: all.length - 1, leftOut: 1, failures: [] },
    });
  const slugs = shown.rows.map(({ slug }) => `/s/${slug}`);
  expect(await db().notice.count({ where: { href: { in: slugs } } })).toBe(all.length - 1);
});

test('tell: a preview whose people changed since is refused', async () => {
  const one = await createSandbox(world, 'ready');
  const shown = await preview([one], 'tell');
  const { requestId } = await db().sandbox.findUniqueOrThrow({ where: { id: one.id } });
  await db().request.update({ where: { id: requestId }, data: { filedById: world.colleague.id } });
  expect(await send(shown)).toMatchObject({ ok: false, error: { code: 'state_conflict' } });
});

test('nothing is done once the fleet has moved since the preview', async () => {
  const [one, two] = [await createSandbox(world, 'ready'), await createSandbox(world, 'ready')];
  const shown = await preview([one, two], 'extend');
  await db().sandbox.update({ where: { id: one.id }, data: { expiresAt: daysAfter(one.expiresAt, 1) } });
  expect(await send(shown)).toMatchObject({ ok: false, error: { code: 'state_conflict' } });
  expect(await eventsOf(two.id, 'sandbox.extended')).toBe(0);
  const other = { ...(await preview([one, two], 'extend')), input: { ...shown.input, days: 30 } };
  expect(await send(other)).toMatchObject({ ok: false, error: { code: 'state_conflict' } });
});

test('sent again, it does nothing twice, and does what was left', async () => {
  const [one, two] = [await createSandbox(world, 'ready'), await createSandbox(world, 'ready')];
  const shown = await preview([one, two], 'extend');
  const attempt = createUuid();
  // As if the first time had died after the first sandbox.
  const half = await preview([one], 'extend');
  expect(await send(half, attempt)).toMatchObject({ ok: true, value: { done: 1 } });
  for (const _ of [1, 2])
    expect(await send(shown, attempt)).toMatchObject({ ok: true, value: { done: 2, failures: [] } });
  const ends = (await sandboxesOf([one, two])).map(({ expiresAt }) => expiresAt);
  expect(ends).toEqual([daysAfter(one.expiresAt, 14), daysAfter(two.expiresAt, 14)]);
  expect(await send(shown)).toMatchObject({ ok: false, error: { code: 'state_conflict' } });
});

test.each(['extend', 'suspend'] as const)(
  '%s: of two people who send one preview at the same moment one acts, and the other is refused as stale',
  async (act) => {
    const sandboxes = [await createSandbox(world, 'ready'), await createSandbox(world, 'ready')];
    const shown = await preview(sandboxes, act);
    const outcomes = await Promise.all(
      [world.support, world.admin].map((actor) => send(shown, createUuid(), actor)),
    );
    const [refused, acted] = outcomes.sort((one, two) => Number(one.ok) - Number(two.ok));
    expect(refused).toMatchObject({
      ok: false,
      error: { code: 'state_conflict', message: expect.stringContaining('moved since') },
    });
    expect(acted).toEqual({ ok: true, value: { done: 2, leftOut: 0, failures: [] } });
    for (const was of sandboxes) {
      const [is] = await sandboxesOf([was]);
      if (act === 'extend') expect(is?.expiresAt).toEqual(daysAfter(was.expiresAt, 14));
      expect(await eventsOf(was.id, act === 'extend' ? 'sandbox.extended' : 'sandbox.suspended')).toBe(1);
    }
  },
);

test('a press that is sent twice at once is done once, and both are told so', async () => {
  const one = await createSandbox(world, 'ready');
  const shown = await preview([one], 'extend');
  const attempt = createUuid();
  const done = { ok: true, value: { done: 1, leftOut: 0, failures: [] } };
  expect(await Promise.all([send(shown, attempt), send(shown, attempt)])).toEqual([done, done]);
  expect((await sandboxesOf([one]))[0]?.expiresAt).toEqual(daysAfter(one.expiresAt, 14));
});

test('twenty who act at once take turns, with the connections of one process', async () => {
  const shown = await Promise.all(
    Array.from({ length: 20 }, async () => preview([await createSandbox(world, 'ready')], 'extend')),
  );
  const outcomes = await Promise.all(shown.map((each) => send(each)));
  expect(outcomes.map((outcome) => outcome.ok && outcome.value.done)).toEqual(shown.map(() => 1));
});

test('an act that lost its turn does no more', async () => {
  expect.assertions(2);
  await actAlone(async (assertAlone) => {
    await assertAlone();
    await db().$executeRaw`
      SELECT pg_terminate_backend(pid) FROM pg_locks
       WHERE locktype = 'advisory' AND granted
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
    await expect(assertAlone()).rejects.toMatchObject({ code: 'state_conflict' });
  }).catch(() => undefined);
  await expect(actAlone(async () => 'mine')).resolves.toBe('mine');
});

test('a suspension that is sent again says what it said', async () => {
  const shown = await preview([await createSandbox(world, 'ready')], 'suspend');
  const attempt = createUuid();
  for (const _ of [1, 2])
    expect(await send(shown, attempt)).toEqual({ ok: true, value: { done: 1, leftOut: 0, failures: [] } });
});

test('only support and administrators act on many', async () => {
  const shown = await preview([await createSandbox(world, 'ready')], 'suspend');
  for (const actor of [world.customer, world.compliance]) {
    await expect(ask(previewBulk, shown.input, actor)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await send(shown, createUuid(), actor)).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  }
  expect(await send(shown, createUuid(), world.admin)).toMatchObject({ ok: true, value: { done: 1 } });
});

test('at most 500 are taken, and no more are shown', async () => {
  const ids = Array.from({ length: 501 }, () => ({ id: createId() }));
  await expect(preview(ids, 'extend')).rejects.toMatchObject({ code: 'invalid_input' });
  const some = await preview(ids.slice(0, 500), 'extend');
  expect(some.rows).toEqual([]);
  const sandboxes = ids.map(({ id }) => id).join(',');
  expect(await send({ ...some, input: { ...some.input, sandboxes } })).toMatchObject({
    ok: false,
    error: { code: 'invalid_input', fields: { sandboxes: [expect.stringContaining('500')] } },
  });
});
