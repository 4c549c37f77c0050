import { beforeAll, describe, expect, test } from 'vitest';
import { systemActor } from '../../access/actor';
import { run } from '../../command/run';
import { db } from '../../db/client';
import { amendRequest } from '../../requests/amend-request';
import { destroySandbox } from '../../requests/destroy/destroy-sandbox';
import { submitRefresh } from '../../requests/refresh/submit-refresh';
import { withdrawRequest } from '../../requests/withdraw-request';
import { approveRequest } from '../../reviews/approve-request';
import { decideColumns } from '../../scrub-plans/decide/decide-columns';
import { copyInUse } from '../../testing/copies';
import { useControlDatabase } from '../../testing/database';
import { createCopy, createOperation, createSandbox } from '../../testing/requests';
import { sealBaseline } from '../../testing/resets';
import { createPerson, createWorld, sampleContent, type World } from '../../testing/world';
import { resetSandbox } from '../reset/reset-sandbox';
import { type CopyState, copyTransitions } from './copy';
import { activateCopy } from './decide/activate-copy';
import { discardCopy } from './decide/discard-copy';
import { rebuildCopy } from './decide/rebuild-copy';
import { rollBackCopy } from './decide/roll-back-copy';
import { expireCopy } from './settle/expire-copy';
import { settleCopy } from './settle/settle-copy';
import { expectWhole } from './whole-sandbox.fixture';
import { completeRollBack } from './work/complete-roll-back';

useControlDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld({ quota: 0 });
});

type Copy = Awaited<ReturnType<typeof createCopy>>;
type Result = { ok: boolean };
const worker = systemActor('worker');
const typed = ({ id, sandbox }: Copy) => ({ copyId: id, typedName: sandbox.slug });
const states = Object.keys(copyTransitions) as CopyState[];

/** What each decision does to a copy: from which states, to which. Everything else must change nothing. */
const moves: Record<string, { from: CopyState[]; to: CopyState; send: (copy: Copy) => Promise<Result> }> = {
  activate: {
    from: ['waiting'],
    to: 'active',
    send: (copy) => run(activateCopy, typed(copy), world.customer),
  },
  discard: {
    from: ['waiting'],
    to: 'dropping',
    send: (copy) => run(discardCopy, typed(copy), world.customer),
  },
  'roll back': {
    from: ['kept'],
    to: 'kept',
    send: (copy) => run(rollBackCopy, typed(copy), world.customer),
  },
  'build again': {
    from: ['failed', 'cancelled'],
    to: 'failed',
    send: ({ id }) => run(rebuildCopy, { copyId: id }, world.customer),
  },
  expire: {
    from: ['waiting', 'kept'],
    to: 'dropping',
    send: async ({ id }) => {
      const past = new Date(0);
      await db().sandboxCopy.updateMany({ where: { id, decideBy: { not: null } }, data: { decideBy: past } });
      await db().sandboxCopy.updateMany({
        where: { id, keptUntil: { not: null } },
        data: { keptUntil: past },
      });
      return run(expireCopy, { copyId: id }, worker);
    },
  },
  reset: {
    from: ['active', 'kept', 'dropping', 'dropped', 'failed', 'cancelled'],
    to: 'scheduled',
    send: async ({ sandbox }) => {
      await sealBaseline(sandbox.id);
      return run(resetSandbox, { sandboxId: sandbox.id, typedName: sandbox.slug }, world.customer);
    },
  },
  destroy: {
    from: ['waiting', 'active', 'kept', 'dropping', 'dropped', 'failed', 'cancelled'],
    to: 'dropping',
    send: ({ sandbox }) =>
      run(destroySandbox, { sandboxId: sandbox.id, typedName: sandbox.slug }, world.compliance),
  },
};

const stateOf = async (id: string) => (await db().sandboxCopy.findUniqueOrThrow({ where: { id } })).state;
const cells = Object.entries(moves).flatMap(([verb, move]) => states.map((state) => ({ verb, state, move })));

describe('state × command', () => {
  test.each(cells)('$verb, of a copy that is $state', async ({ state, move }) => {
    const copy = await createCopy(world, state);
    const copies = () =>
      db().sandboxCopy.findMany({
        where: { sandboxId: copy.sandboxId },
        select: { id: true, state: true, database: true },
        orderBy: { id: 'asc' },
      });
    const before = await copies();
    const result = await move.send(copy);
    if (!move.from.includes(state)) {
      expect(result).toMatchObject({ ok: false, error: { code: 'state_conflict' } });
      expect(await copies()).toEqual(before);
      return;
    }
    expect(result).toMatchObject({ ok: true });
    const after = await stateOf(copy.id);
    expect(after === state || copyTransitions[state].some((next) => next === after)).toBe(true);
    if (copyTransitions[state].some((next) => next === move.to)) expect(after).toBe(move.to);
    await expectWhole(copy.sandboxId);
  });
});

test('activating puts the other database into use under the same keys, and keeps the former for seven days', async () => {
  const copy = await createCopy(world, 'waiting');
  const earlier = await copyInUse(copy.sandboxId);
  expect(await run(activateCopy, typed(copy), world.customer)).toMatchObject({ ok: true });
  expect((await copyInUse(copy.sandboxId)).id).toBe(copy.id);
  const former = await db().sandboxCopy.findUniqueOrThrow({ where: { id: earlier.id } });
  expect(former).toMatchObject({ state: 'kept', database: earlier.database, sealedAt: null });
  const days = ((former.keptUntil?.getTime() ?? 0) - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(6.9);
  expect(days).toBeLessThan(7.1);
  const sealing = await db().operation.findMany({ where: { copyId: former.id } });
  expect(sealing).toMatchObject([{ kind: 'seal_copy', state: 'queued' }]);
});

test('another name than the sandbox’s is refused, and nothing changes', async () => {
  const copy = await createCopy(world, 'waiting');
  const wrong = { copyId: copy.id, typedName: 'another' };
  for (const result of [
    await run(activateCopy, wrong, world.customer),
    await run(discardCopy, wrong, world.customer),
  ])
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'invalid_input', fields: { typedName: [expect.stringContaining(copy.sandbox.slug)] } },
    });
  expect(await stateOf(copy.id)).toBe('waiting');
});

test('after its fourteen days a waiting copy is not activated, even before anything has discarded it', async () => {
  const copy = await createCopy(world, 'waiting', { decideBy: new Date(0) });
  const late = await run(activateCopy, typed(copy), world.customer);
  expect(late).toMatchObject({ ok: false, error: { message: expect.stringContaining('14 days') } });
});

test('a neighbour’s copy is as absent as one that does not exist', async () => {
  const decisions = [
    { state: 'waiting', send: (input: unknown) => run(activateCopy, input, world.neighbour) },
    { state: 'waiting', send: (input: unknown) => run(discardCopy, input, world.neighbour) },
    { state: 'kept', send: (input: unknown) => run(rollBackCopy, input, world.neighbour) },
  ] as const;
  for (const { state, send } of decisions) {
    const theirs = await send(typed(await createCopy(world, state)));
    expect(theirs).toEqual(await send({ copyId: 'does-not-exist', typedName: 'x' }));
    expect(theirs).toMatchObject({ ok: false, error: { code: 'not_found' } });
  }
  const failed = await createCopy(world, 'failed');
  expect(await run(rebuildCopy, { copyId: failed.id }, world.neighbour)).toMatchObject({
    error: { code: 'not_found' },
  });
  const sandbox = { sandboxId: failed.sandboxId, purpose: 'Curious.' };
  expect(await run(submitRefresh, sandbox, world.neighbour)).toMatchObject({ error: { code: 'not_found' } });
});

test('twenty activations at once make one', async () => {
  const copy = await createCopy(world, 'waiting');
  const people = await Promise.all(Array.from({ length: 20 }, () => createPerson('customer', world.acme.id)));
  const results = await Promise.all(people.map((person) => run(activateCopy, typed(copy), person)));
  expect(results.filter((result) => result.ok)).toHaveLength(1);
  for (const result of results)
    if (!result.ok) expect(result.error).toMatchObject({ code: 'state_conflict' });
  const subject = { subjectId: copy.sandboxId, event: 'copy.activated' };
  expect(await db().auditEvent.count({ where: subject })).toBe(1);
  await expectWhole(copy.sandboxId);
});

test.each([1, 2, 3, 4, 5, 6])(
  'activate, discard, destroy and expire at once end legally (race %i)',
  async () => {
    const copy = await createCopy(world, 'waiting');
    const target = { sandboxId: copy.sandboxId, typedName: copy.sandbox.slug };
    const results = await Promise.all([
      run(activateCopy, typed(copy), world.customer),
      run(discardCopy, typed(copy), world.colleague),
      run(destroySandbox, target, world.compliance),
      db()
        .sandboxCopy.updateMany({ where: { id: copy.id }, data: { decideBy: new Date(0) } })
        .then(() => settleCopy(copy.id)),
    ]);
    const [activated, discarded, destroyed] = results;
    expect(activated.ok && discarded.ok).toBe(false);
    for (const result of [activated, discarded, destroyed])
      if (!result.ok) expect(result.error.code).toBe('state_conflict');
    expect(destroyed.ok).toBe(true);
    expect(['dropping', 'dropped']).toContain(await stateOf(copy.id));
    await expectWhole(copy.sandboxId);
  },
);

test('of a roll back and the end of its days one wins, and the sandbox is whole', async () => {
  const copy = await createCopy(world, 'kept');
  const operation = await createOperation(copy.sandboxId, 'roll_back', 'running', copy.id);
  await db().sandboxCopy.update({ where: { id: copy.id }, data: { keptUntil: new Date(0) } });
  const done = { operationId: operation.id, attempt: operation.attempt };
  const [rolled] = await Promise.all([run(completeRollBack, done, worker), settleCopy(copy.id)]);
  expect(rolled).toMatchObject({ ok: true });
  expect(await stateOf(copy.id)).toBe('active');
  await expectWhole(copy.sandboxId);
});

test('people are reminded once, three days before; then the copy is discarded by itself', async () => {
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
  const copy = await createCopy(world, 'waiting', { decideBy: inDays(5) });
  const href = `/s/${copy.sandbox.slug}`;
  const notices = () => db().notice.count({ where: { href, personId: world.customer.id } });
  const before = Date.now();
  const next = (await settleCopy(copy.id))?.getTime() ?? 0;
  expect(next - before).toBeGreaterThan(0);
  expect(next - before).toBeLessThan(20 * 60_000);
  expect(await notices()).toBe(0);
  const soon = new Date(Date.now() + 60_000);
  await db().sandboxCopy.update({ where: { id: copy.id }, data: { decideBy: soon } });
  expect(await settleCopy(copy.id)).toEqual(soon);
  expect(await settleCopy(copy.id)).toEqual(soon);
  expect(await notices()).toBe(1);
  await db().sandboxCopy.update({ where: { id: copy.id }, data: { decideBy: new Date(0) } });
  expect(await settleCopy(copy.id)).toBeNull();
  const gone = await db().sandboxCopy.findUniqueOrThrow({ where: { id: copy.id } });
  expect(gone).toMatchObject({ state: 'dropping', dropReason: 'not_activated' });
  expect(await notices()).toBe(2);
});

test('what could not be closed is begun again, once', async () => {
  const copy = await createCopy(world, 'kept', { sealedAt: null });
  await settleCopy(copy.id);
  await settleCopy(copy.id);
  const queued = await db().operation.findMany({ where: { copyId: copy.id } });
  expect(queued).toMatchObject([{ kind: 'seal_copy', state: 'queued' }]);
});

test('a later plan voids the signature of a copy that is built or waits, and not that of one in use', async () => {
  const [built, waiting, used] = [
    await createCopy(world, 'building'),
    await createCopy(world, 'waiting'),
    await createCopy(world, 'waiting'),
  ];
  expect(await run(activateCopy, typed(used), world.customer)).toMatchObject({ ok: true });
  const columns = [{ table: 'cascade.users', column: 'email' }];
  const decision = { class: 'direct.mail', mask: { name: 'null' }, reason: 'It must not leave.' };
  for (const { requestId } of [built, waiting, used]) {
    const { tenantId } = await db().request.findUniqueOrThrow({ where: { id: requestId } });
    const input = { tenantId, version: 1, columns, ...decision };
    expect(await run(decideColumns, input, world.compliance)).toMatchObject({ ok: true });
  }
  const voided = ({ requestId }: Copy) =>
    db().signature.count({ where: { requestId, voidedAt: { not: null } } });
  expect([await voided(built), await voided(waiting), await voided(used)]).toEqual([1, 1, 0]);
});

test('a copy that waits under a void signature is not activated, is discarded, and its people are told', async () => {
  const copy = await createCopy(world, 'waiting');
  const { tenantId } = await db().request.findUniqueOrThrow({ where: { id: copy.requestId } });
  const columns = [{ table: 'cascade.users', column: 'email' }];
  const decision = { class: 'direct.mail', mask: { name: 'null' }, reason: 'It must not leave.' };
  await run(decideColumns, { tenantId, version: 1, columns, ...decision }, world.compliance);
  const reason = expect.stringContaining('is void. The plan was changed: version 2.');
  expect(await run(activateCopy, typed(copy), world.customer)).toMatchObject({
    error: { code: 'state_conflict', message: reason },
  });
  expect(await settleCopy(copy.id)).toBeNull();
  expect(await db().sandboxCopy.findUniqueOrThrow({ where: { id: copy.id } })).toMatchObject({
    state: 'dropping',
    dropReason: 'not_signed',
  });
  expect(await db().operation.findMany({ where: { copyId: copy.id } })).toMatchObject([
    { kind: 'drop_copy', state: 'queued' },
  ]);
  const href = `/s/${copy.sandbox.slug}`;
  const [notice] = await db().notice.findMany({ where: { href, personId: world.customer.id } });
  expect(notice?.text).toContain('ask for another refresh');
  await expectWhole(copy.sandboxId);
});

describe('asking', () => {
  const ask = (sandboxId: string, actor = world.customer) =>
    run(submitRefresh, { sandboxId, purpose: 'Prices have changed.' }, actor);

  test('a refresh takes over people, features and end, and uses no place of the quota', async () => {
    const sandbox = await createSandbox(world, 'ready', 'snapshot');
    const filed = await ask(sandbox.id, world.customer);
    if (!filed.ok) throw new Error(filed.error.message);
    const request = await db().request.findUniqueOrThrow({ where: { id: filed.value.id } });
    expect(request).toMatchObject({
      kind: 'refresh',
      state: 'awaiting_support',
      people: sampleContent().people,
      shape: 'snapshot',
      slug: sandbox.slug,
    });
    const seen = { requestId: request.id, version: 1 };
    const longer = await run(approveRequest, { ...seen, durationDays: 300, note: 'Why not.' }, world.support);
    expect(longer).toMatchObject({ ok: false, error: { code: 'state_conflict' } });
    const wider = await run(amendRequest, { ...seen, ...sampleContent() }, world.customer);
    expect(wider).toMatchObject({ ok: false, error: { code: 'state_conflict' } });
    expect(await run(approveRequest, seen, world.support)).toMatchObject({ value: { next: 'compliance' } });
    expect(await db().sandbox.count({ where: { requestId: request.id } })).toBe(0);
  });

  test('of twenty at once one is filed, and the others are told its number', async () => {
    const { id } = await createSandbox(world, 'ready', 'snapshot');
    const results = await Promise.all(Array.from({ length: 20 }, () => ask(id)));
    const filed = results.flatMap((result) => (result.ok ? [result.value.number] : []));
    expect(filed).toHaveLength(1);
    for (const result of results) if (!result.ok) expect(result.error.message).toContain(`#${filed[0]}`);
  });

  test('is possible again once the first was withdrawn', async () => {
    const { id } = await createSandbox(world, 'ready', 'snapshot');
    const first = await ask(id);
    if (!first.ok) throw new Error(first.error.message);
    expect(await run(withdrawRequest, { requestId: first.value.id }, world.customer)).toMatchObject({
      ok: true,
    });
    expect(await ask(id)).toMatchObject({ ok: true });
  });

  test('is refused with a reason for what is no snapshot, not ready, over its end, or has a copy that waits', async () => {
    const seeded = await createSandbox(world, 'ready', 'seeded');
    const broken = await createSandbox(world, 'failed', 'snapshot');
    const over = await createSandbox(world, 'ready', 'snapshot');
    await db().sandbox.update({ where: { id: over.id }, data: { expiresAt: new Date(0) } });
    const waiting = await createCopy(world, 'waiting');
    for (const id of [seeded.id, broken.id, over.id, waiting.sandboxId])
      expect(await ask(id)).toMatchObject({ ok: false, error: { code: 'state_conflict' } });
  });

  test('support files it for whoever asked for the sandbox, and cannot decide it then', async () => {
    const { id } = await createSandbox(world, 'ready', 'snapshot');
    const filed = await ask(id, world.support);
    if (!filed.ok) throw new Error(filed.error.message);
    const request = await db().request.findUniqueOrThrow({ where: { id: filed.value.id } });
    expect(request.requesterId).toBe(world.customer.id);
    const seen = { requestId: request.id, version: 1 };
    expect(await run(approveRequest, seen, world.support)).toMatchObject({ error: { code: 'forbidden' } });
  });

  test('destroying the sandbox takes back what is still asked for', async () => {
    const sandbox = await createSandbox(world, 'ready', 'snapshot');
    const filed = await ask(sandbox.id);
    if (!filed.ok) throw new Error(filed.error.message);
    const target = { sandboxId: sandbox.id, typedName: sandbox.slug };
    expect(await run(destroySandbox, target, world.compliance)).toMatchObject({ ok: true });
    const { state } = await db().request.findUniqueOrThrow({ where: { id: filed.value.id } });
    expect(state).toBe('withdrawn');
  });
});
