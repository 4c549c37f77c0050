import { beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../../command/query';
import { run, runOrThrow } from '../../command/run';
import { dayMs } from '../../days';
import { db } from '../../db/client';
import { getSandbox } from '../../sandboxes/get-sandbox';
import { sandboxStates } from '../../sandboxes/sandbox';
import { readManifest } from '../../scrub-plans/sign-off/read-manifest';
import { useControlDatabase } from '../../testing/database';
import { createCopy, createSandbox } from '../../testing/requests';
import { createWorld, sampleContent, type World } from '../../testing/world';
import { submitRequest } from '../submit-request';
import { checkSlug } from './check-slug';
import { findCurrentName } from './find-current-name';
import { movedPath } from './rename';
import { renameSandbox } from './rename-sandbox';

useControlDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld();
});

let counter = 0;
function fresh(): string {
  counter += 1;
  return `name-${process.pid}-${counter}`;
}
const rename = (sandbox: { id: string; slug: string }, slug: string, as = world.customer) =>
  run(renameSandbox, { sandboxId: sandbox.id, typedName: sandbox.slug, slug }, as);
const nameOf = async (id: string) => (await db().sandbox.findUniqueOrThrow({ where: { id } })).slug;
const file = (slug: string, as = world.customer) => {
  const { tenantId } = as === world.neighbour ? world.borealis : world.acme;
  return run(submitRequest, { ...sampleContent(), slug, tenantId }, as);
};
const current = async (slug: string, as = world.customer) => (await ask(findCurrentName, { slug }, as)).slug;

describe('who may', () => {
  const roles = ['customer', 'colleague', 'support', 'admin', 'compliance', 'neighbour'] as const;
  test.each(roles)('%s', async (role) => {
    const sandbox = await createSandbox(world, 'ready');
    const code = { compliance: 'forbidden', neighbour: 'not_found' }[role as string];
    expect(await rename(sandbox, fresh(), world[role])).toMatchObject(
      code ? { error: { code } } : { ok: true },
    );
  });
});

test.each(sandboxStates)('a sandbox that is %s', async (state) => {
  const sandbox = await createSandbox(world, state);
  const renamed = await rename(sandbox, fresh());
  if (['ready', 'suspended', 'failed', 'cancelled'].includes(state)) expect(renamed.ok).toBe(true);
  else expect(renamed).toMatchObject({ error: { code: 'state_conflict' } });
});

test('the former name is held: nobody files or takes it, its pages are found, and this sandbox may take it back', async () => {
  const sandbox = await createSandbox(world, 'ready');
  const other = await createSandbox(world, 'ready');
  const [from, to] = [sandbox.slug, fresh()];
  const renamed = await rename(sandbox, to);
  expect(renamed).toMatchObject({ ok: true, value: { slug: to } });
  if (renamed.ok) {
    const days = (Date.parse(renamed.value.heldUntil) - Date.now()) / dayMs;
    expect(Math.round(days)).toBe(90);
  }
  expect(await nameOf(sandbox.id)).toBe(to);
  for (const slug of [from, to]) {
    for (const as of [world.customer, world.neighbour])
      expect(await file(slug, as)).toMatchObject({
        error: { fields: { slug: [`The name ${slug} is taken. Choose another one.`] } },
      });
    expect(await rename(other, slug)).toMatchObject({
      error: { fields: { slug: [expect.stringMatching(/taken/)] } },
    });
    expect(await ask(checkSlug, { slug }, world.neighbour)).toMatchObject({ isFree: false });
  }
  expect(await nameOf(other.id)).toBe(other.slug);
  expect(await current(from)).toBe(to);
  expect(await current(from, world.support)).toBe(to);
  expect(await current(from, world.neighbour)).toBeNull();
  expect(await current(to)).toBeNull();
  const opened = (slug: string) =>
    ask(getSandbox, { slug }, world.neighbour).catch((error: Error) => error.message);
  expect(await opened(from)).toBe(await opened('no-such-name'));
  expect(await rename({ ...sandbox, slug: to }, from)).toMatchObject({ ok: true });
  expect([await nameOf(sandbox.id), await current(to), await current(from)]).toEqual([from, from, null]);
});

test('a held name is free once its days are over, and where its sandbox is destroyed', async () => {
  const sandbox = await createSandbox(world, 'ready');
  const from = sandbox.slug;
  await rename(sandbox, fresh());
  await db().slugClaim.update({ where: { slug: from }, data: { heldUntil: new Date(0) } });
  expect(await current(from)).toBeNull();
  expect(await ask(checkSlug, { slug: from }, world.neighbour)).toMatchObject({ isFree: true });
  expect(await file(from, world.neighbour)).toMatchObject({ ok: true });
  expect(await db().slugClaim.count({ where: { requestId: sandbox.requestId } })).toBe(1);
});

const refused: [what: string, slug: unknown][] = [
  ['too short', 'ab'],
  ['too long', 'a'.repeat(41)],
  ['a path', '../etc'],
  ['a NUL', 'a\u0000bc'],
  ['a letter that looks like another', 'аcme-sb'],
  ['two hyphens', 'acme--sb'],
  ['a list', ['acme-sb']],
  ['nothing', undefined],
];
test.each(refused)('%s is no name', async (_what, slug) => {
  const sandbox = await createSandbox(world, 'ready');
  const input = { sandboxId: sandbox.id, typedName: sandbox.slug, slug };
  expect(await run(renameSandbox, input, world.customer)).toMatchObject({ error: { code: 'invalid_input' } });
  expect(await nameOf(sandbox.id)).toBe(sandbox.slug);
});

test('it takes the present name, typed, and another one', async () => {
  const sandbox = await createSandbox(world, 'ready');
  const typed = (typedName: string, slug: string) =>
    run(renameSandbox, { sandboxId: sandbox.id, typedName, slug }, world.customer);
  expect(await typed('something', fresh())).toMatchObject({
    error: { fields: { typedName: [expect.any(String)] } },
  });
  expect(await typed(sandbox.slug, sandbox.slug)).toMatchObject({
    error: { fields: { slug: [expect.any(String)] } },
  });
});

test('of two renamings at once one succeeds, of one sandbox and to one name', async () => {
  const [one, two] = [await createSandbox(world, 'ready'), await createSandbox(world, 'ready')];
  const results = await Promise.all([rename(one, fresh()), rename(one, fresh())]);
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await db().slugClaim.count({ where: { requestId: one.requestId } })).toBe(2);
  const slug = fresh();
  const both = await Promise.all([rename({ ...one, slug: await nameOf(one.id) }, slug), rename(two, slug)]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await db().sandbox.count({ where: { slug } })).toBe(1);
});

test('five times a day and no more; it is told, and stands in the timeline and the audit', async () => {
  const sandbox = await createSandbox(world, 'ready');
  let { slug } = sandbox;
  for (let n = 0; n < 5; n += 1) {
    const to = fresh();
    await runOrThrow(renameSandbox, { sandboxId: sandbox.id, typedName: slug, slug: to }, world.support);
    slug = to;
  }
  expect(await rename({ ...sandbox, slug }, fresh())).toMatchObject({ error: { code: 'quota_exceeded' } });
  const subject = { contains: `is called ${slug} now` };
  expect(await db().notice.count({ where: { personId: world.customer.id, subject } })).toBe(1);
  const { requestId } = sandbox;
  expect(await db().requestEvent.count({ where: { requestId, kind: 'renamed' } })).toBe(5);
  expect(await db().auditEvent.count({ where: { subjectId: sandbox.id, event: 'sandbox.renamed' } })).toBe(5);
  expect(await current(sandbox.slug)).toBe(slug);
});

test('a renaming voids no signature of a refresh', async () => {
  const { sandbox, requestId } = await createCopy(world, 'building');
  const before = (await readManifest(db(), requestId))?.hash;
  expect(await rename(sandbox, fresh())).toMatchObject({ ok: true });
  expect((await readManifest(db(), requestId))?.hash).toBe(before);
});

test('addresses move whole', () => {
  expect(movedPath('/s/old', 'old', 'new')).toBe('/s/new');
  expect(movedPath('/s/old?keysAfter=1', 'old', 'new')).toBe('/s/new?keysAfter=1');
  expect(movedPath('/s/old/certificate?copy=a&all=1', 'old', 'new')).toBe('/s/new/certificate?copy=a&all=1');
  expect(movedPath('/s/older/x', 'old', 'new')).toBe('/s/new');
  expect(movedPath('', 'old', 'new')).toBe('/s/new');
});
