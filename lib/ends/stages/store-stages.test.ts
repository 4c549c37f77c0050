import { beforeAll, beforeEach, expect, test } from 'vitest';
import { ask } from '../../command/query';
import { runOrThrow } from '../../command/run';
import { daysAfter } from '../../days';
import { db } from '../../db/client';
import { sandboxStates } from '../../sandboxes/sandbox';
import { useControlDatabase } from '../../testing/database';
import { createSandbox } from '../../testing/requests';
import { createWorld, type World } from '../../testing/world';
import { protectSandbox } from '../protect-sandbox';
import { listStages } from './list-stages';
import { readNextStages } from './read-next-stages';
import { storeStages } from './store-stages';

/** Beyond the last pass: nothing but what was moved is looked at. */
const movedAlone = 60;

useControlDatabase();
let world: World;
const start = new Date(Math.floor(Date.now() / 1000) * 1000);

beforeAll(async () => {
  world = await createWorld();
});

beforeEach(async () => {
  await db().sandbox.updateMany({ data: { state: 'destroyed' } });
  await storeStages();
});

/** What is written of living sandboxes, beside what is so now. */
async function readBoth() {
  const rows = await db().sandbox.findMany({
    where: { state: { not: 'destroyed' } },
    orderBy: { id: 'asc' },
    select: { id: true, nextStage: true, nextStageAt: true, nextStageBy: true },
  });
  const live = await readNextStages(db(), { id: { in: rows.map(({ id }) => id) } });
  const written = rows.map(({ id, nextStage, nextStageAt, nextStageBy }) => ({
    id,
    stage: nextStage ? { act: nextStage, at: nextStageAt, rule: nextStageBy } : null,
  }));
  return { written, live: rows.map(({ id }) => ({ id, stage: live.get(id) ?? null })) };
}

async function createReady(days: number, unusedDays = 0): Promise<string> {
  const { id } = await createSandbox(world, 'ready');
  await db().sandbox.update({ where: { id }, data: { expiresAt: daysAfter(start, days) } });
  const lastSeenAt = daysAfter(start, -unusedDays);
  await db().sandboxActivity.upsert({
    where: { sandboxId: id },
    create: { sandboxId: id, lastSeenAt, readAt: start },
    update: { lastSeenAt, readAt: start },
  });
  return id;
}

test('of a sandbox in every state is written what is so', async () => {
  for (const state of sandboxStates) if (state !== 'destroyed') await createSandbox(world, state);
  await createReady(400, 30);
  await storeStages();
  const { written, live } = await readBoth();
  expect(written).toEqual(live);
  expect(new Set(written.map(({ stage }) => stage?.act))).toEqual(new Set(['suspend', 'drop', undefined]));
  expect(written.some(({ stage }) => stage?.rule === 'unused')).toBe(true);
});

test('what a command moves is written by the next pass, and a pass with nothing to write writes nothing', async () => {
  const ids = [await createReady(20), await createReady(21)];
  await storeStages(undefined, movedAlone);
  expect(await storeStages(undefined, movedAlone)).toBe(0);
  const asked = { sandboxId: ids[0] ?? '', days: 60, reason: 'It is shown to a customer.' };
  await runOrThrow(protectSandbox, asked, world.support);
  expect(await storeStages(undefined, movedAlone)).toBe(1);
  const { written, live } = await readBoth();
  expect(written).toEqual(live);
  expect(written[0]?.stage?.at).not.toEqual(written[1]?.stage?.at);
});

test('what moves by itself is written within an hour’s passes, each sandbox in one of them', async () => {
  const ids = await Promise.all(Array.from({ length: 40 }, (_, at) => createReady(400, at)));
  await storeStages(undefined, movedAlone);
  await db().sandboxActivity.updateMany({
    where: { sandboxId: { in: ids } },
    data: { lastSeenAt: daysAfter(start, 1) },
  });
  expect((await readBoth()).written).not.toEqual((await readBoth()).live);
  const writes: number[] = [];
  for (let pass = 0; pass < 60; pass += 1) writes.push(await storeStages(undefined, pass));
  const { written, live } = await readBoth();
  expect(written).toEqual(live);
  expect(writes.reduce((sum, each) => sum + each)).toBe(ids.length);
  expect(writes.filter((each) => each > 0).length).toBeGreaterThan(10);
});

test('an end that moves while it is read is not lost, with several workers at it', async () => {
  const ids = await Promise.all(Array.from({ length: 12 }, (_, at) => createReady(30 + at)));
  let isOver = false;
  const work = async () => {
    while (!isOver) await storeStages(undefined, movedAlone);
  };
  const workers = [work(), work()];
  for (let round = 1; round <= 25; round += 1)
    await Promise.all(
      ids.map((id, at) =>
        db().sandbox.update({ where: { id }, data: { expiresAt: daysAfter(start, 30 + at + 7 * round) } }),
      ),
    );
  isOver = true;
  await Promise.all(workers);
  await storeStages(undefined, movedAlone);
  const { written, live } = await readBoth();
  expect(written).toEqual(live);
});

test('a worker that dies between taking marks and writing leaves what the hour’s passes find', async () => {
  await createReady(20);
  await db().sandbox.updateMany({ data: { stageMoved: false, nextStage: null, nextStageAt: null } });
  for (let pass = 0; pass < 60; pass += 1) await storeStages(undefined, pass);
  const { written, live } = await readBoth();
  expect(written).toEqual(live);
});

test('a list asks for the stages of its own rows: another organization’s are left out, and not more than 200 at once', async () => {
  const mine = await createReady(20);
  const stages = await ask(listStages, { ids: [mine, 'nobody'] }, world.customer);
  expect(stages).toMatchObject({ [mine]: { act: 'suspend', rule: 'asked' } });
  expect(Object.keys(stages)).toEqual([mine]);
  expect(await ask(listStages, { ids: [mine] }, world.neighbour)).toEqual({});
  const many = Array.from({ length: 201 }, (_, at) => `s${at}`);
  await expect(ask(listStages, { ids: many }, world.support)).rejects.toMatchObject({
    code: 'invalid_input',
  });
});
