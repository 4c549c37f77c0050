import { beforeAll, describe, expect, test } from 'vitest';
import { systemActor } from '../../access/actor';
import { run } from '../../command/run';
import { db } from '../../db/client';
import { extendSandbox } from '../../ends/extend-sandbox';
import { protectSandbox } from '../../ends/protect-sandbox';
import { unprotectSandbox } from '../../ends/unprotect-sandbox';
import { destroySandbox } from '../../requests/destroy/destroy-sandbox';
import { useControlDatabase } from '../../testing/database';
import { createOperation, createSandbox } from '../../testing/requests';
import { createWorld, type World } from '../../testing/world';
import { expectWhole } from '../copies/whole-sandbox.fixture';
import { type SandboxState, sandboxStates, sandboxTransitions } from '../sandbox';
import { completeReopen } from './complete-reopen';
import { liftQuarantine } from './lift-quarantine';
import { quarantineSandbox } from './quarantine-sandbox';
import { restoreSandbox } from './restore-sandbox';
import { resumeSandbox } from './resume-sandbox';
import { retireSandbox } from './retire-sandbox';
import { suspendSandbox } from './suspend-sandbox';

/** What may be done to a sandbox in each of its states, and by whom. */
useControlDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld({ quota: null });
});

type Sandbox = Awaited<ReturnType<typeof createSandbox>>;
type Verb = {
  from: SandboxState[];
  /** Null: it stays where it is, and a worker moves it later or never. */
  to: SandboxState | null;
  send: (sandbox: Sandbox) => Promise<{ ok: boolean }>;
};

const shut = ({ id }: Sandbox) => ({ sandboxId: id, reason: 'To look at it.' });
const typed = ({ id, slug }: Sandbox) => ({ sandboxId: id, typedName: slug });

const verbs: Record<string, Verb> = {
  suspend: {
    from: ['ready'],
    to: 'suspended',
    send: (sandbox) => run(suspendSandbox, shut(sandbox), world.customer),
  },
  resume: {
    from: ['suspended'],
    to: null,
    send: ({ id }) => run(resumeSandbox, { sandboxId: id }, world.customer),
  },
  'be open again': {
    from: ['suspended', 'retired'],
    to: 'ready',
    send: async ({ id }) => {
      const { id: operationId, attempt } = await createOperation(id, 'reopen', 'running');
      return run(completeReopen, { operationId, attempt }, systemActor('worker'));
    },
  },
  quarantine: {
    from: ['ready', 'suspended', 'retired'],
    to: 'quarantined',
    send: (sandbox) => run(quarantineSandbox, shut(sandbox), world.support),
  },
  'lift the quarantine': {
    from: ['quarantined'],
    to: 'suspended',
    send: (sandbox) => run(liftQuarantine, shut(sandbox), world.compliance),
  },
  retire: {
    from: ['ready', 'suspended'],
    to: 'retired',
    send: (sandbox) => run(retireSandbox, typed(sandbox), world.customer),
  },
  restore: {
    from: ['retired'],
    to: null,
    send: ({ id }) => run(restoreSandbox, { sandboxId: id }, world.customer),
  },
  'destroy at once': {
    from: ['ready', 'suspended', 'retired', 'failed', 'cancelled'],
    to: 'destroying',
    send: (sandbox) => run(destroySandbox, typed(sandbox), world.customer),
  },
  extend: {
    from: ['ready', 'suspended', 'retired'],
    to: null,
    send: async ({ id }) => {
      await db().sandbox.update({ where: { id }, data: { expiresAt: new Date() } });
      return run(extendSandbox, { sandboxId: id, days: 1 }, world.customer);
    },
  },
  protect: {
    from: ['ready', 'suspended'],
    to: null,
    send: (sandbox) => run(protectSandbox, { ...shut(sandbox), days: 7 }, world.support),
  },
};

const cells = Object.entries(verbs).flatMap(([name, verb]) =>
  sandboxStates.map((state) => ({ name, state, verb })),
);

describe('state × command', () => {
  test.each(cells)('$name, of a sandbox that is $state', async ({ state, verb }) => {
    const sandbox = await createSandbox(world, state);
    const look = async () =>
      db().sandbox.findUniqueOrThrow({
        where: { id: sandbox.id },
        select: { state: true, shutAt: true, protectedUntil: true, endedAt: true, activeCopyId: true },
      });
    const before = await look();
    const result = await verb.send(sandbox);
    const after = await look();
    if (!verb.from.includes(state)) {
      expect(result).toMatchObject({ ok: false, error: { code: 'state_conflict' } });
      expect(after).toEqual(before);
      return;
    }
    expect(result).toMatchObject({ ok: true });
    expect(after.state).toBe(verb.to ?? state);
    if (verb.to) expect(sandboxTransitions[state]).toContain(verb.to);
    await expectWhole(sandbox.id);
  });
});

describe('who may', () => {
  const snapshot = (state: SandboxState) => createSandbox(world, state, 'snapshot');

  test.each(['ready', 'suspended', 'retired'] as const)(
    'what came from production and is %s is destroyed at once by compliance alone',
    async (state) => {
      const sandbox = await snapshot(state);
      for (const who of [world.customer, world.support])
        expect(await run(destroySandbox, typed(sandbox), who)).toMatchObject({
          error: { code: 'state_conflict', message: expect.stringContaining('compliance') },
        });
      expect(await run(destroySandbox, typed(sandbox), world.compliance)).toMatchObject({ ok: true });
    },
  );

  test('a quarantine is lifted by whoever set it and by compliance, and destroyed by compliance alone', async () => {
    const sandbox = await createSandbox(world, 'ready');
    await run(quarantineSandbox, shut(sandbox), world.admin);
    expect(await run(liftQuarantine, shut(sandbox), world.support)).toMatchObject({
      error: { code: 'state_conflict' },
    });
    expect(await run(destroySandbox, typed(sandbox), world.customer)).toMatchObject({
      error: { code: 'state_conflict' },
    });
    expect(await run(liftQuarantine, shut(sandbox), world.compliance)).toMatchObject({ ok: true });
    const own = await createSandbox(world, 'ready');
    await run(quarantineSandbox, shut(own), world.support);
    expect(await run(liftQuarantine, shut(own), world.support)).toMatchObject({ ok: true });
  });

  test('a neighbour’s sandbox is as absent as one that does not exist', async () => {
    for (const [name, { send }] of Object.entries(verbs)) {
      if (name === 'be open again') continue;
      const theirs = await createSandbox(world, name === 'resume' ? 'suspended' : 'ready');
      const { customer } = world;
      const organizationId = (await createWorld()).acme.id;
      await db().sandbox.update({ where: { id: theirs.id }, data: { organizationId } });
      if (['quarantine', 'lift the quarantine', 'protect'].includes(name)) continue;
      expect(await send(theirs), name).toMatchObject({ ok: false, error: { code: 'not_found' } });
      expect(customer.role).toBe('customer');
    }
  });

  test('who signed in long ago retires nothing', async () => {
    const sandbox = await createSandbox(world, 'ready');
    const stale = { ...world.customer, authenticatedAt: new Date(0) };
    expect(await run(retireSandbox, typed(sandbox), stale)).toMatchObject({
      error: { code: 'reauthentication_required' },
    });
  });

  test('twenty who suspend at once suspend once', async () => {
    const sandbox = await createSandbox(world, 'ready');
    const results = await Promise.all(
      Array.from({ length: 20 }, () => run(suspendSandbox, shut(sandbox), world.customer)),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const subject = { subjectId: sandbox.id, event: 'sandbox.suspended' };
    expect(await db().auditEvent.count({ where: subject })).toBe(1);
  });
});

describe('a retired sandbox', () => {
  test('holds its name and not its place, and a customer restores it while there is one', async () => {
    const small = await createWorld({ quota: 1 });
    const retired = await createSandbox(small, 'retired');
    await createSandbox(small, 'ready');
    const full = await run(restoreSandbox, { sandboxId: retired.id }, small.customer);
    expect(full).toMatchObject({
      error: { code: 'quota_exceeded', message: expect.stringContaining('1 of 1') },
    });
    expect(await run(restoreSandbox, { sandboxId: retired.id }, small.support)).toMatchObject({ ok: true });
    expect(await db().slugClaim.count({ where: { slug: retired.slug } })).toBe(1);
  });

  test('whose end has passed is extended first', async () => {
    const sandbox = await createSandbox(world, 'retired');
    await db().sandbox.update({ where: { id: sandbox.id }, data: { expiresAt: new Date(0) } });
    const input = { sandboxId: sandbox.id };
    expect(await run(restoreSandbox, input, world.customer)).toMatchObject({
      error: { message: expect.stringContaining('extend') },
    });
    expect(await run(extendSandbox, { ...input, days: 3 }, world.customer)).toMatchObject({ ok: true });
    expect(await run(restoreSandbox, input, world.customer)).toMatchObject({ ok: true });
  });
});

describe('an extension', () => {
  test('goes up to the subscription’s longest stay, and beyond it by support with a reason', async () => {
    const sandbox = await createSandbox(world, 'ready');
    await db().sandbox.update({ where: { id: sandbox.id }, data: { expiresAt: new Date() } });
    const input = { sandboxId: sandbox.id, days: 91 };
    expect(await run(extendSandbox, input, world.customer)).toMatchObject({
      error: { fields: { days: [expect.stringContaining('Ask support')] } },
    });
    expect(await run(extendSandbox, input, world.support)).toMatchObject({
      error: { fields: { reason: [expect.any(String)] } },
    });
    const reason = 'Their audit takes longer.';
    expect(await run(extendSandbox, { ...input, reason }, world.support)).toMatchObject({ ok: true });
    const [made] = await db().sandboxExtension.findMany({ where: { sandboxId: sandbox.id } });
    expect(made).toMatchObject({ byId: world.support.id, reason });
  });

  test('opens what its end had suspended, and leaves what a person suspended', async () => {
    const ended = await createSandbox(world, 'suspended');
    const past = { expiresAt: new Date(0), endedAt: new Date() };
    await db().sandbox.update({ where: { id: ended.id }, data: past });
    await run(extendSandbox, { sandboxId: ended.id, days: 1 }, world.customer);
    expect(await db().operation.count({ where: { sandboxId: ended.id, kind: 'reopen' } })).toBe(1);
    const suspended = await createSandbox(world, 'suspended');
    await db().sandbox.update({ where: { id: suspended.id }, data: { expiresAt: new Date() } });
    await run(extendSandbox, { sandboxId: suspended.id, days: 1 }, world.customer);
    expect(await db().operation.count({ where: { sandboxId: suspended.id, kind: 'reopen' } })).toBe(0);
  });

  test('no protection stops the end of what came from production', async () => {
    const sandbox = await createSandbox(world, 'ready', 'snapshot');
    const protectedBy = { ...shut(sandbox), days: 7 };
    expect(await run(protectSandbox, protectedBy, world.support)).toMatchObject({
      error: { code: 'state_conflict' },
    });
  });
});

test('a protection is taken off by compliance, which is told', async () => {
  const sandbox = await createSandbox(world, 'ready');
  expect(await run(unprotectSandbox, shut(sandbox), world.compliance)).toMatchObject({
    error: { code: 'state_conflict' },
  });
  await run(protectSandbox, { ...shut(sandbox), days: 7 }, world.support);
  expect(await run(unprotectSandbox, shut(sandbox), world.compliance)).toMatchObject({ ok: true });
  const notices = await db().notice.findMany({
    where: { href: `/s/${sandbox.slug}`, personId: world.customer.id },
  });
  expect(notices.map(({ subject }) => subject)).toEqual([
    expect.stringContaining('is protected until'),
    expect.stringContaining('not protected any more'),
  ]);
});
