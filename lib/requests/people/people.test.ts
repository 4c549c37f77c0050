import { beforeAll, describe, expect, test } from 'vitest';
import type { PersonActor } from '../../access/actor';
import { ask } from '../../command/query';
import { run, runOrThrow } from '../../command/run';
import { db } from '../../db/client';
import { createId } from '../../ids';
import { disablePerson } from '../../people/disable-person';
import { getSandbox } from '../../sandboxes/get-sandbox';
import { sandboxStates } from '../../sandboxes/sandbox';
import { useControlDatabase } from '../../testing/database';
import { createSandbox } from '../../testing/requests';
import { createPerson, createWorld, type World } from '../../testing/world';
import { mostPeople } from '../request';
import { addPerson } from './add-person';
import { removePerson } from './remove-person';

useControlDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld();
});

const eve = { kind: 'person' as const, name: 'Eve@Example.test', reason: 'Tests it.' };
const program = { kind: 'service_account' as const, name: 'Nightly', reason: 'Writes orders.' };
const present = (sandboxId: string) =>
  db().sandboxPerson.findMany({ where: { sandboxId, removedAt: null }, orderBy: { since: 'asc' } });
const first = async (sandboxId: string) => (await present(sandboxId))[0]?.id ?? '';
const told = (person: PersonActor, slug: string) =>
  db().notice.count({ where: { personId: person.id, subject: { contains: slug } } });

describe('who may', () => {
  const roles = ['customer', 'colleague', 'support', 'admin', 'compliance', 'neighbour'] as const;
  test.each(roles)('%s', async (role) => {
    const sandbox = await createSandbox(world, 'ready');
    const added = await run(addPerson, { sandboxId: sandbox.id, ...eve }, world[role]);
    const removed = await run(
      removePerson,
      { sandboxId: sandbox.id, personId: await first(sandbox.id) },
      world[role],
    );
    const code = { compliance: 'forbidden', neighbour: 'not_found' }[role as string];
    const expected = code ? { ok: false, error: { code } } : { ok: true };
    for (const result of [added, removed]) expect(result).toMatchObject(expected);
  });

  test('nobody is removed by the id of somebody of another sandbox', async () => {
    const [one, other] = [await createSandbox(world, 'ready'), await createSandbox(world, 'ready')];
    const input = { sandboxId: one.id, personId: await first(other.id) };
    const removed = await run(removePerson, input, world.customer);
    expect(removed).toMatchObject({ error: { code: 'not_found' } });
    expect(removed).toEqual(await run(removePerson, { ...input, personId: 'nobody' }, world.customer));
    expect(await present(other.id)).toHaveLength(1);
  });
});

describe('state × command', () => {
  const free = ['ready', 'suspended', 'failed', 'cancelled'];
  test.each(sandboxStates)('people of a sandbox that is %s', async (state) => {
    const { id } = await createSandbox(world, state);
    const before = await present(id);
    const row = before[0] ?? (await db().sandboxPerson.create({ data: gone(id) }));
    const results = [
      await run(addPerson, { sandboxId: id, ...eve }, world.customer),
      await run(removePerson, { sandboxId: id, personId: row.id }, world.customer),
    ];
    expect(results.map(({ ok }) => ok)).toEqual([free.includes(state), free.includes(state)]);
    if (free.includes(state)) return;
    expect(await present(id)).toEqual(before);
    for (const result of results) expect(result).toMatchObject({ error: { code: 'state_conflict' } });
  });
  const gone = (sandboxId: string) => ({
    id: createId(),
    sandboxId,
    kind: 'person' as const,
    name: 'x@example.test',
    key: 'x@example.test',
    reason: '',
    since: new Date(0),
    removedAt: new Date(1),
  });
});

test('an added person gets in at once and is told, as are those who asked; a removed one is told, too, and may return', async () => {
  const { id, slug, requestId } = await createSandbox(world, 'ready');
  const guest = await createPerson('customer', world.acme.id);
  const named = { ...eve, name: guest.email.toUpperCase() };
  const added = await runOrThrow(addPerson, { sandboxId: id, ...named }, world.support);
  expect(added).toMatchObject({ requestId: null, kind: 'person' });
  const [, row] = await present(id);
  expect(row).toMatchObject({
    key: guest.email,
    name: guest.email,
    namedById: world.support.id,
    reason: 'Tests it.',
  });
  expect(row?.invitedAt).not.toBeNull();
  expect([
    await told(guest, slug),
    await told(world.customer, slug),
    await told(world.support, slug),
  ]).toEqual([1, 1, 0]);
  const twice = await run(addPerson, { sandboxId: id, ...named }, world.customer);
  expect(twice).toMatchObject({
    error: { code: 'invalid_input', fields: { name: [`${guest.email} gets in already.`] } },
  });
  const personId = row?.id ?? '';
  await runOrThrow(removePerson, { sandboxId: id, personId }, world.customer);
  expect(await present(id)).toHaveLength(1);
  expect(await told(guest, slug)).toBe(2);
  expect(await run(removePerson, { sandboxId: id, personId }, world.customer)).toMatchObject({
    error: { code: 'state_conflict', message: `${guest.email} was removed already.` },
  });
  await runOrThrow(addPerson, { sandboxId: id, ...named }, world.customer);
  await runOrThrow(removePerson, { sandboxId: id, personId: await first(id) }, world.customer);
  await runOrThrow(removePerson, { sandboxId: id, personId: await first(id) }, world.customer);
  expect(await present(id)).toEqual([]);
  const events = await db().requestEvent.findMany({ where: { requestId }, orderBy: { seq: 'asc' } });
  expect(events.map(({ kind }) => kind)).toEqual(
    ['added', 'removed', 'added', 'removed', 'removed'].map((what) => `person_${what}`),
  );
  const audited = await db().auditEvent.findMany({ where: { subjectId: id } });
  expect(audited.map(({ event }) => event)).toContain('sandbox.person_removed');
  expect(JSON.stringify(audited.map(({ details }) => details))).not.toContain('@');
});

test('an account of another customer may be named, and is told nothing', async () => {
  const { id, slug } = await createSandbox(world, 'ready');
  await runOrThrow(addPerson, { sandboxId: id, ...eve, name: world.neighbour.email }, world.customer);
  expect(await told(world.neighbour, slug)).toBe(0);
  expect((await present(id))[1]?.invitedAt).toBeNull();
});

test('twenty additions of one address at once make one, and each loser is told', async () => {
  const { id } = await createSandbox(world, 'ready');
  const all = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      run(
        addPerson,
        { sandboxId: id, ...eve, name: n % 2 ? 'EVE@example.test' : ' eve@example.test ' },
        world.customer,
      ),
    ),
  );
  expect(all.filter(({ ok }) => ok)).toHaveLength(1);
  for (const each of all)
    if (!each.ok) expect(each.error.fields).toEqual({ name: ['eve@example.test gets in already.'] });
  expect(await present(id)).toHaveLength(2);
});

test('there are at most as many as a request may name', async () => {
  const { id } = await createSandbox(world, 'ready');
  await db().sandboxPerson.createMany({
    data: Array.from({ length: mostPeople - 2 }, (_, n) => ({
      id: createId(),
      sandboxId: id,
      kind: 'service_account' as const,
      name: `Program ${n}`,
      key: `program ${n}`,
      reason: 'Runs.',
      since: new Date(),
    })),
  });
  expect(await run(addPerson, { sandboxId: id, ...program }, world.customer)).toMatchObject({ ok: true });
  expect(await run(addPerson, { sandboxId: id, ...eve }, world.customer)).toMatchObject({
    error: { code: 'state_conflict', message: expect.stringMatching(/at most 200 .*Remove somebody first/) },
  });
});

const hostile: [what: string, input: Record<string, unknown>, field: string][] = [
  ['no kind', { name: 'x', reason: 'y' }, 'kind'],
  ['an unknown kind', { ...eve, kind: 'robot' }, 'kind'],
  ['no address', { ...eve, name: 'eve' }, 'name'],
  ['two addresses', { ...eve, name: 'a@example.test, b@example.test' }, 'name'],
  ['an address with a line end', { ...eve, name: 'a@example.test\r\nBcc: b@example.test' }, 'name'],
  ['an address with a NUL', { ...eve, name: 'a\u0000@example.test' }, 'name'],
  ['an address of 10,000 characters', { ...eve, name: `${'a'.repeat(10_000)}@example.test` }, 'name'],
  ['a list of addresses', { ...eve, name: ['a@example.test'] }, 'name'],
  ['a nameless program', { ...program, name: '  ' }, 'name'],
  ['a program with control characters', { ...program, name: 'a\u0007b' }, 'name'],
  ['no reason', { ...program, reason: ' ' }, 'reason'],
  ['half a character', { ...program, reason: '\ud800' }, 'reason'],
];
test.each(hostile)('%s is refused at its field', async (_what, input, field) => {
  const { id } = await createSandbox(world, 'ready');
  const result = await run(addPerson, { sandboxId: id, ...input }, world.customer);
  expect(result).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
  if (!result.ok) expect(Object.keys(result.error.fields)).toContain(field);
  expect(await present(id)).toHaveLength(1);
});

test('what is odd and sound is kept as it is', async () => {
  const { id, slug } = await createSandbox(world, 'ready');
  const name = `<b>'; DROP TABLE "SandboxPerson" --</b> \u202Eمرحبا`;
  await runOrThrow(addPerson, { sandboxId: id, ...program, name }, world.customer);
  const { people } = await ask(getSandbox, { slug }, world.customer);
  expect(people.map((each) => each.name)).toEqual(['ada@example.test', name]);
});

test('whoever opens the page is seen, once an hour at most; whose account is disabled is marked', async () => {
  const { id, slug } = await createSandbox(world, 'ready');
  const guest = await createPerson('customer', world.acme.id);
  await runOrThrow(addPerson, { sandboxId: id, ...eve, name: guest.email }, world.customer);
  const seen = async () => (await present(id))[1];
  await ask(getSandbox, { slug }, world.customer);
  expect((await seen())?.lastSeenAt).toBeNull();
  await ask(getSandbox, { slug }, guest);
  const once = await seen();
  expect(once?.firstSeenAt).not.toBeNull();
  expect(once?.lastSeenAt).toEqual(once?.firstSeenAt);
  await ask(getSandbox, { slug }, guest);
  expect(await seen()).toEqual(once);
  const earlier = new Date((once?.lastSeenAt?.getTime() ?? 0) - 3_700_000);
  await db().sandboxPerson.update({ where: { id: once?.id ?? '' }, data: { lastSeenAt: earlier } });
  await ask(getSandbox, { slug }, guest);
  expect((await seen())?.lastSeenAt?.getTime()).toBeGreaterThan(earlier.getTime());
  expect((await seen())?.firstSeenAt).toEqual(once?.firstSeenAt);
  await runOrThrow(disablePerson, { personId: guest.id, reason: 'Left the company.' }, world.admin);
  const { people } = await ask(getSandbox, { slug }, world.customer);
  expect(people.map(({ isDisabled }) => isDisabled)).toEqual([false, true]);
});
