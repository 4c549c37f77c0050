import { beforeAll, describe, expect, test } from 'vitest';
import { systemActor } from '../../access/actor';
import { run, runOrThrow } from '../../command/run';
import { db } from '../../db/client';
import { configure } from '../../env';
import { createId, createUuid } from '../../ids';
import { submitRefresh } from '../../requests/refresh/submit-refresh';
import { copyInUse } from '../../testing/copies';
import { useControlDatabase } from '../../testing/database';
import { createCopy, createOperation } from '../../testing/requests';
import { createDelivered, createReset, sealBaseline } from '../../testing/resets';
import { createWorld, type World } from '../../testing/world';
import { rebuildCopy } from '../copies/decide/rebuild-copy';
import { rollBackCopy } from '../copies/decide/roll-back-copy';
import { expectWhole } from '../copies/whole-sandbox.fixture';
import { completeRollBack } from '../copies/work/complete-roll-back';
import { cancelOperation } from '../operations/cancel-operation';
import { completeReset } from './complete-reset';
import { whatResetGivesUp, whyTooManyResets } from './reset';
import { resetSandbox } from './reset-sandbox';

useControlDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld({ quota: 0 });
});

type Target = { id: string; slug: string };
const worker = systemActor('worker');
const typed = ({ id, slug }: Target) => ({ sandboxId: id, typedName: slug });
const reset = (target: Target, actor = world.customer) => run(resetSandbox, typed(target), actor);
const refused = (message: RegExp) => ({
  ok: false,
  error: { code: 'state_conflict', message: expect.stringMatching(message) },
});

test('fifty resets at once with one key are one operation and fifty equal answers', async () => {
  const sandbox = await createDelivered(world);
  const idempotencyKey = createUuid();
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => run(resetSandbox, typed(sandbox), world.customer, { idempotencyKey })),
  );
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  expect(answers[0]).toMatchObject({ ok: true, value: { baselineId: sandbox.baselineId, givesUp: null } });
  expect(await db().operation.count({ where: { sandboxId: sandbox.id } })).toBe(1);
  expect(await db().sandboxCopy.count({ where: { sandboxId: sandbox.id, origin: 'baseline' } })).toBe(1);
  expect(
    await db().auditEvent.count({ where: { event: 'sandbox.reset_requested', subjectId: sandbox.id } }),
  ).toBe(1);
});

test('of twenty with keys of their own one begins, and the others are told that it is being reset', async () => {
  const sandbox = await createDelivered(world);
  const answers = await Promise.all(Array.from({ length: 20 }, () => reset(sandbox)));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  for (const answer of answers) if (!answer.ok) expect(answer).toMatchObject(refused(/being reset already/));
});

test('a reset is in use once it is built, under no request, and the former copy is kept for undo', async () => {
  const { sandbox, copyId, reported } = await createReset(world);
  const before = await copyInUse(sandbox.id);
  const done = await runOrThrow(completeReset, reported, worker);
  expect(done).toMatchObject({ copyId, formerId: before.id, baselineId: sandbox.baselineId });
  expect(await copyInUse(sandbox.id)).toMatchObject({
    id: copyId,
    requestId: null,
    baselineId: sandbox.baselineId,
  });
  await expectWhole(sandbox.id);
  expect(await db().baseline.findUniqueOrThrow({ where: { id: sandbox.baselineId } })).toMatchObject({
    releasedAt: null,
  });
  const told = { href: `/s/${sandbox.slug}`, subject: `Sandbox ${sandbox.slug} was reset` };
  expect(await db().notice.count({ where: { ...told, personId: world.customer.id } })).toBe(1);
  const undo = await createOperation(sandbox.id, 'roll_back', 'running', before.id);
  await db().operation.updateMany({
    where: { kind: 'seal_copy', sandboxId: sandbox.id },
    data: { state: 'succeeded' },
  });
  await runOrThrow(completeRollBack, { operationId: undo.id, attempt: 1 }, worker);
  expect((await copyInUse(sandbox.id)).id).toBe(before.id);
  await expectWhole(sandbox.id);
});

test('a reset that comes to its end when the sandbox is given up hands nothing over', async () => {
  const { sandbox, copyId, reported } = await createReset(world);
  await db().sandbox.update({ where: { id: sandbox.id }, data: { state: 'destroying' } });
  const answer = await run(completeReset, reported, worker);
  expect(answer).toMatchObject({ ok: false, error: { code: 'basis_changed' } });
  expect(await db().sandboxCopy.findUniqueOrThrow({ where: { id: copyId } })).toMatchObject({
    state: 'building',
  });
});

test('a reset that was cancelled before a worker took it leaves the sandbox as it is', async () => {
  const sandbox = await createDelivered(world);
  const asked = await reset(sandbox);
  if (!asked.ok) throw new Error(asked.error.message);
  const { operationId } = asked.value;
  expect(await run(cancelOperation, { operationId }, world.customer)).toMatchObject({ ok: true });
  await expectWhole(sandbox.id);
  const { copyId } = await db().operation.findUniqueOrThrow({ where: { id: operationId } });
  expect(await run(rebuildCopy, { copyId: copyId ?? '' }, world.customer)).toMatchObject(
    refused(/reset the sandbox anew/),
  );
  expect(await reset(sandbox)).toMatchObject({ ok: true });
});

describe('is refused with a sentence', () => {
  test('for another name, and for a neighbour as if there were no such sandbox', async () => {
    const sandbox = await createDelivered(world);
    const wrong = { sandboxId: sandbox.id, typedName: 'another' };
    expect(await run(resetSandbox, wrong, world.customer)).toMatchObject({
      error: { code: 'invalid_input' },
    });
    expect(await reset(sandbox, world.neighbour)).toMatchObject({ error: { code: 'not_found' } });
  });

  test('while a refreshed copy is built or waits, a roll back or a closing runs, or nothing is sealed', async () => {
    for (const [state, message] of [
      ['building', /refreshed copy is being built/],
      ['waiting', /refreshed copy waits/],
    ] as const) {
      const { sandbox } = await createCopy(world, state);
      await sealBaseline(sandbox.id);
      expect(await reset(sandbox)).toMatchObject(refused(message));
    }
    for (const [kind, message] of [
      ['roll_back', /being rolled back/],
      ['seal_copy', /being closed/],
    ] as const) {
      const copy = await createCopy(world, 'kept');
      await sealBaseline(copy.sandboxId);
      await createOperation(copy.sandboxId, kind, 'queued', copy.id);
      expect(await reset(copy.sandbox)).toMatchObject(refused(message));
    }
    const sandbox = await createDelivered(world);
    await db().baseline.update({ where: { id: sandbox.baselineId }, data: { releasedAt: new Date() } });
    expect(await reset(sandbox)).toMatchObject(refused(/no baseline any more/));
  });

  test('beyond the limit of an hour, and says when the next is possible', async () => {
    const sandbox = await createDelivered(world);
    const past = {
      sandboxId: sandbox.id,
      origin: 'baseline',
      handOver: 'at_once',
      state: 'dropped',
    } as const;
    const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000);
    const add = (createdAt: Date) =>
      db().sandboxCopy.create({ data: { id: createId(), ...past, createdAt } });
    configure({ RESETS_PER_HOUR: '2' });
    try {
      await add(inMinutes(-61));
      await add(inMinutes(-59));
      await add(inMinutes(-30));
      expect(await reset(sandbox)).toMatchObject({
        ok: false,
        error: {
          code: 'too_many_requests',
          message: expect.stringMatching(/2 times within an hour.* possible at \d\d:\d\d UTC/),
        },
      });
    } finally {
      configure({ RESETS_PER_HOUR: '' });
    }
    expect(await reset(sandbox)).toMatchObject({ ok: true });
  });

  test('of a roll back and of a refresh while the sandbox is being reset', async () => {
    const copy = await createCopy(world, 'kept');
    await sealBaseline(copy.sandboxId);
    expect(await reset(copy.sandbox)).toMatchObject({ ok: true });
    const target = { copyId: copy.id, typedName: copy.sandbox.slug };
    expect(await run(rollBackCopy, target, world.customer)).toMatchObject(refused(/being reset/));
    const asked = { sandboxId: copy.sandboxId, purpose: 'Prices have changed.' };
    expect(await run(submitRefresh, asked, world.customer)).toMatchObject(refused(/being reset/));
  });
});

test('what is given up is named, and told apart by the baseline', async () => {
  const copy = await createCopy(world, 'kept');
  await sealBaseline(copy.sandboxId);
  const answer = await reset(copy.sandbox);
  expect(answer).toMatchObject({
    ok: true,
    value: { givesUp: expect.stringContaining('before the refresh') },
  });
  const [one, two] = [{ baselineId: 'one' }, { baselineId: 'two' }];
  expect(whatResetGivesUp(one, null)).toBeNull();
  expect(whatResetGivesUp(one, one)).toContain('last reset');
  expect(whatResetGivesUp(one, two)).toContain('before the refresh');
});

test('the limit is reached with the last reset that it allows, and is told from the one that makes room', () => {
  const at = (minute: number) => new Date(Date.UTC(2030, 0, 1, 10, minute));
  expect(whyTooManyResets([at(1)], 2)).toBeNull();
  expect(whyTooManyResets([at(1), at(9)], 2)).toContain('11:01');
  expect(whyTooManyResets([at(9), at(1), at(5)], 2)).toContain('11:05');
});
