import { beforeAll, describe, expect, test } from 'vitest';
import { type Actor, systemActor } from '../access/actor';
import { can } from '../access/permissions';
import { verifyChain } from '../audit/verify-chain';
import { db } from '../db/client';
import { allCommands } from '../testing/all-commands';
import { useControlDatabase } from '../testing/database';
import { scenarios } from '../testing/scenarios';
import { createWorld, type World } from '../testing/world';
import { run } from './run';

useControlDatabase();
const commands = await allCommands();
const roles = ['customer', 'support', 'compliance', 'admin', 'system'] as const;

let world: World;
beforeAll(async () => {
  world = await createWorld({ quota: null });
});

const actorOf = (role: (typeof roles)[number]): Actor =>
  role === 'system' ? systemActor('worker') : world[role];

/** All that people's acts change, as one text: equal texts mean that nothing has changed. */
async function everything(): Promise<string> {
  const [requests, sandboxes, copies, operations, keys, people, organizations, events] = await Promise.all([
    db().request.findMany({ orderBy: { id: 'asc' } }),
    db().sandbox.findMany({ orderBy: { id: 'asc' } }),
    db().sandboxCopy.findMany({ orderBy: { id: 'asc' } }),
    db().operation.findMany({ orderBy: { id: 'asc' } }),
    db().apiKey.findMany({ orderBy: { id: 'asc' } }),
    db().person.findMany({ orderBy: { id: 'asc' } }),
    db().organization.findMany({ orderBy: { id: 'asc' } }),
    db().auditEvent.count(),
  ]);
  return JSON.stringify([requests, sandboxes, copies, operations, keys, people, organizations, events]);
}

test('names are unique and every command has a scenario', () => {
  const names = commands.map((command) => command.name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThan(25);
  expect(names.filter((name) => !scenarios[name])).toEqual([]);
});

describe.each(commands.map((command) => [command.name, command] as const))('%s', (name, command) => {
  test('succeeds once and leaves exactly one audit event that says so', async () => {
    const { input, actor } = (await scenarios[name]?.(world)) ?? { input: {}, actor: systemActor('none') };
    const before = await db().auditEvent.count();
    const result = await run(command, input, actor);
    expect(result).toMatchObject({ ok: true });
    const added = await db().auditEvent.findMany({ orderBy: { seq: 'desc' }, take: 1 });
    expect(await db().auditEvent.count()).toBe(before + 1);
    expect(added[0]?.event).toMatch(/^[a-z_]+\.[a-z_]+$/);
    expect(added[0]?.actorName).toBe(actor.name);
  });

  test.each(roles.filter((role) => !can(actorOfRole(role), command.allow)))(
    '%s may not, and nothing changes',
    async (role) => {
      const { input } = (await scenarios[name]?.(world)) ?? { input: {} };
      const before = await everything();
      const result = await run(command, input, actorOf(role));
      expect(result).toMatchObject({ ok: false, error: { code: 'forbidden' } });
      expect(await everything()).toBe(before);
    },
  );

  test('refuses what is no input at all, with a sentence and without a change', async () => {
    const { actor } = (await scenarios[name]?.(world)) ?? { actor: systemActor('none') };
    const before = await everything();
    for (const nonsense of [
      null,
      'text',
      42,
      [],
      { $ne: null },
      { requestId: { $gt: '' }, version: ['1'] },
    ]) {
      const result = await run(command, nonsense, actor);
      if (result.ok) continue;
      expect(['invalid_input', 'not_found']).toContain(result.error.code);
      expect(result.error.message).toMatch(/\.$/);
    }
    if (name !== 'request.discard_draft') expect(await everything()).toBe(before);
  });

  test('a failure after the change takes the change back', async () => {
    const { input, actor } = (await scenarios[name]?.(world)) ?? { input: {}, actor: systemActor('none') };
    const before = await everything();
    const failing = {
      ...command,
      audit: () => {
        throw new Error('the audit is not to be had');
      },
    };
    const result = await run(failing, input, actor);
    expect(result).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(await everything()).toBe(before);
  });
});

test('after all of it the chain holds from end to end', async () => {
  const report = await verifyChain();
  expect(report.broken).toBeNull();
  expect(report.events).toBeGreaterThanOrEqual(commands.length);
});

/** Stands in before the world exists: the permission table looks at the role alone. */
function actorOfRole(role: (typeof roles)[number]): Actor {
  if (role === 'system') return systemActor('worker');
  const nobody = {
    id: '',
    name: '',
    email: '',
    organizationId: null,
    humanId: '',
    authenticatedAt: new Date(0),
  };
  return { kind: 'person', role, ...nobody };
}
