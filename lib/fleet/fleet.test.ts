import { beforeAll, describe, expect, test } from 'vitest';
import type { PersonActor } from '../access/actor';
import { ask } from '../command/query';
import { daysAfter } from '../days';
import { db } from '../db/client';
import { storeStages } from '../ends/stages/store-stages';
import { createId } from '../ids';
import { useControlDatabase } from '../testing/database';
import { createOperation, createSandbox } from '../testing/requests';
import { createWorld, type World } from '../testing/world';
import { exportFleet } from './export-fleet';
import { fleetSortNames } from './fleet';
import { listComingEnds } from './list-coming-ends';
import { listFleet } from './list-fleet';

useControlDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld();
});

const now = new Date();
const start = new Date(Math.floor(now.getTime() / 1000) * 1000);

/** A ready sandbox whose end, beginning and last use are so many days from now; equal ones are told apart by their ids. */
async function fleetSandbox(at: { ends: number; made?: number; used?: number | null }): Promise<string> {
  const { id } = await createSandbox(world, 'ready');
  await db().sandbox.update({
    where: { id },
    data: { expiresAt: daysAfter(start, at.ends), createdAt: daysAfter(start, at.made ?? 0) },
  });
  await db().sandboxActivity.deleteMany({ where: { sandboxId: id } });
  if (at.used !== undefined && at.used !== null)
    await db().sandboxActivity.create({ data: { sandboxId: id, lastSeenAt: daysAfter(start, -at.used) } });
  return id;
}

const list = (input: Record<string, unknown>, actor: PersonActor = world.support) =>
  ask(listFleet, input, actor);

/** Every page from the first on, with what happens between two of them. */
async function walk(sort: string, between: () => Promise<void> = async () => undefined): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof list>> = await list({ sort, ...(cursor ? { cursor } : {}) });
    seen.push(...page.rows.map(({ id }) => id));
    cursor = page.next;
    await between();
  } while (cursor);
  return seen;
}

describe('the fleet', () => {
  beforeAll(async () => {
    for (let at = 0; at < 60; at += 1)
      await fleetSandbox({ ends: 20 + (at % 7), made: -(at % 5), used: at % 4 === 0 ? null : at % 9 });
    await storeStages();
  });

  test.each(fleetSortNames)(
    'sorted by %s, pages forwards and backwards hold every sandbox once',
    async (sort) => {
      const all = (await ask(exportFleet, { sort }, world.support)).rows.map(({ id }) => id);
      expect(await walk(sort)).toEqual(all);
      expect(new Set(all).size).toBe(all.length);
      const pages: string[][] = [];
      let page = await list({ sort });
      while (page.next) page = await list({ sort, cursor: page.next });
      for (;;) {
        pages.unshift(page.rows.map(({ id }) => id));
        if (!page.previous) break;
        page = await list({ sort, cursor: page.previous });
      }
      // From the end back, the first page is shorter than the others by what does not fill one.
      expect(pages.flat().slice(-all.length)).toEqual(all);
      expect(new Set(pages.flat()).size).toBe(all.length);
    },
  );

  test('sandboxes that come and go between two pages make none appear twice and none be passed over', async () => {
    const stays = new Set((await ask(exportFleet, {}, world.support)).rows.map(({ id }) => id));
    const gone: string[] = [];
    const seen = await walk('ends', async () => {
      await fleetSandbox({ ends: 1 });
      await fleetSandbox({ ends: 23 });
      await storeStages();
      const [first] = (await list({ sort: 'ends', text: '' })).rows.filter(
        ({ id }) => stays.has(id) && !gone.includes(id),
      );
      if (!first) return;
      gone.push(first.id);
      await db().sandbox.update({ where: { id: first.id }, data: { state: 'destroyed' } });
    });
    expect(new Set(seen).size).toBe(seen.length);
    expect([...stays].filter((id) => !seen.includes(id))).toEqual([]);
    await db().sandbox.updateMany({ where: { id: { in: gone } }, data: { state: 'ready' } });
  });

  test('a place that cannot be read, or is of another order, is refused with the way to the first page', async () => {
    const { next } = await list({ sort: 'ends' });
    const other = Buffer.from('{"side":"after","order":"ends","keys":["x","y"]}').toString('base64url');
    const refused = { code: 'invalid_input', fields: { cursor: [expect.stringContaining('first page')] } };
    for (const cursor of ['', 'x', '%00', 'bnVsbA', other, 'a'.repeat(4_000)])
      await expect(list({ sort: 'ends', cursor })).rejects.toMatchObject(refused);
    await expect(list({ sort: 'name', cursor: next })).rejects.toMatchObject(refused);
    expect((await list({ sort: 'ends', page: '2' })).isFirst).toBe(true);
  });

  test.each([listFleet, exportFleet, listComingEnds])('customers see nothing of $name', async (query) => {
    await expect(ask(query as typeof listFleet, {}, world.customer)).rejects.toMatchObject({
      code: 'forbidden',
    });
    for (const actor of [world.support, world.compliance, world.admin])
      await expect(ask(query as typeof listFleet, {}, actor)).resolves.toBeDefined();
  });

  test('each filter finds what it says, and the count counts what it finds', async () => {
    const used = await fleetSandbox({ ends: 3, used: 40 });
    const { slug } = await db().sandbox.findUniqueOrThrow({ where: { id: used } });
    const operation = await createOperation(used, 'build', 'failed');
    await db().operation.update({ where: { id: operation.id }, data: { finishedAt: now } });
    const snapshot = await createSandbox(world, 'suspended', 'snapshot');
    await storeStages();
    const found = async (input: Record<string, string>) => {
      const page = await list(input);
      expect(page.total).toEqual({
        value: (await ask(exportFleet, input, world.support)).rows.length,
        isExact: true,
      });
      return page.rows.map(({ id }) => id);
    };
    expect(await found({ unused: '30' })).toEqual([used]);
    expect(await found({ failed: '1' })).toEqual([used]);
    expect(await found({ ends: '6', text: slug })).toEqual([used]);
    expect(await found({ text: `${slug}%` })).toEqual([]);
    expect(await found({ shape: 'snapshot' })).toEqual([snapshot.id]);
    expect(await found({ state: 'suspended', product: world.product.slug })).toEqual([snapshot.id]);
    expect(await found({ organization: 'Borealis' })).toEqual([]);
    expect((await found({ organization: 'acm', state: 'nonsense', unused: 'x' })).length).toBe(25);
  });

  test('the size is the baseline’s, and unknown where nobody measured it', async () => {
    const id = await fleetSandbox({ ends: 2 });
    const { slug, activeCopyId } = await db().sandbox.findUniqueOrThrow({ where: { id } });
    const sizeOf = async () => (await list({ text: slug })).rows[0]?.bytes;
    expect(await sizeOf()).toBeNull();
    const copyId = activeCopyId ?? (await db().sandboxCopy.findFirstOrThrow({ where: { sandboxId: id } })).id;
    const baseline = { id: createId(), sandboxId: id, copyId, role: 'r', fingerprint: 'f', bytes: 12n };
    await db().baseline.create({ data: { ...baseline, database: `d_${baseline.id}` } });
    await db().sandboxCopy.update({ where: { id: copyId }, data: { baselineId: baseline.id } });
    await db().sandbox.update({ where: { id }, data: { activeCopyId: copyId } });
    expect(await sizeOf()).toBe(12);
  });

  test('the picture counts each sandbox that ends in the coming eight weeks, in its week', async () => {
    const { weeks } = await ask(listComingEnds, {}, world.support);
    const { rows } = await ask(exportFleet, {}, world.support);
    const first = new Date(`${weeks[0]?.monday}T00:00:00Z`);
    expect(first.getUTCDay()).toBe(1);
    expect(first <= now && daysAfter(first, 7) > now).toBe(true);
    const expected = weeks.map(({ monday }) => {
      const from = new Date(`${monday}T00:00:00Z`);
      return rows.filter(
        ({ nextStageAt, state, endedAt }) =>
          nextStageAt &&
          (state === 'ready' || state === 'suspended') &&
          !endedAt &&
          nextStageAt >= now &&
          nextStageAt >= from &&
          nextStageAt < daysAfter(from, 7),
      ).length;
    });
    expect(weeks.map((week) => week.blank + week.seeded + week.snapshot)).toEqual(expected);
    expect(expected.reduce((sum, each) => sum + each)).toBeGreaterThan(50);
  });
});
