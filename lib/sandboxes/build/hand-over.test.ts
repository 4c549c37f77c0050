import { beforeAll, describe, expect, test } from 'vitest';
import { systemActor } from '../../access/actor';
import { clock } from '../../clock';
import { run, runOrThrow } from '../../command/run';
import { db } from '../../db/client';
import { demandReview } from '../../organizations/demand-review';
import { destroySandbox } from '../../requests/destroy/destroy-sandbox';
import { withdrawRequest } from '../../requests/withdraw-request';
import { useControlDatabase } from '../../testing/database';
import { createBuild } from '../../testing/requests';
import { createWorld, type World } from '../../testing/world';
import { activateCopy } from '../copies/decide/activate-copy';
import { cancelOperation } from '../operations/cancel-operation';
import { readBasis } from './basis';
import { completeBuild } from './complete-build';
import { failBuild } from './fail-build';
import { decideOtherwise, voids } from './voids.fixture';

/**
 * Every pair of what takes a copy's ground away and what hands the copy over: one after the other in both orders, and at
 * once. The copy is built and its worker is about to report it; real builds that are held open stand in
 * promises/void-while-built.test.ts.
 */
useControlDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld({ quota: null });
});

/** How much later the plan is changed in each round, so that either may come first. */
const laterMs = 40;

type Built = Awaited<ReturnType<typeof createBuild>>;
type Kind = Parameters<typeof createBuild>[1];
const kinds: Kind[] = ['at_once', 'on_decision'];
const worker = systemActor('worker');

/** What the worker sends once a copy is built; its basis is read when the build begins. */
async function reported({ operationId, attempt, sandboxId }: Built) {
  const { basis } = await readBasis(db(), sandboxId);
  const place = { database: `sb_${operationId}`, role: 'sbr_x', baseline: `sb_${operationId}_base` };
  return { operationId, attempt, ...place, fingerprint: 'f', rows: 1, bytes: 2, basis };
}
type Report = Awaited<ReturnType<typeof reported>>;
const complete = async (input: Report) => run(completeBuild, input, worker);

async function activate({ sandboxId, copyId }: Built) {
  const { slug } = await db().sandbox.findUniqueOrThrow({ where: { id: sandboxId } });
  return run(activateCopy, { copyId, typedName: slug }, world.customer);
}

/** Nothing that people could reach: no ready sandbox, no copy that waits, no key, no place on the cluster. */
async function expectNothing({ sandboxId, copyId }: Built, told: string): Promise<void> {
  const sandbox = await db().sandbox.findUniqueOrThrow({
    where: { id: sandboxId },
    include: { copies: true, apiKeys: true },
  });
  const copy = sandbox.copies.find(({ id }) => id === copyId);
  expect(copy, told).toMatchObject({ state: 'failed', database: null, readyAt: null });
  const isFirst = copy?.handOver === 'at_once';
  expect(sandbox.state, told).toBe(isFirst ? 'failed' : 'ready');
  if (isFirst) expect(sandbox.activeCopyId, told).toBeNull();
  else expect(sandbox.activeCopyId, told).not.toBe(copyId);
  expect(sandbox.apiKeys, told).toEqual([]);
}

/** What people were told about a request or its sandbox, by who they are. */
async function tellings({ requestId, sandboxId }: Built): Promise<Record<string, string>> {
  const { slug } = await db().sandbox.findUniqueOrThrow({ where: { id: sandboxId } });
  const notices = await db().notice.findMany({
    where: { href: { in: [`/requests/${requestId}`, `/s/${slug}`] } },
    include: { person: { select: { role: true } } },
  });
  const byRole: Record<string, string> = {};
  for (const { person, text } of notices) byRole[person.role] = `${byRole[person.role] ?? ''} ${text}`;
  return byRole;
}

describe.each(kinds)('a copy that is built (%s)', (kind) => {
  test('is handed over while its ground stands', async () => {
    const built = await createBuild(world, kind);
    expect(await complete(await reported(built))).toMatchObject({ ok: true });
  });

  test.each(Object.entries(voids))('is not handed over once %s', async (what, { send, code, words }) => {
    const built = await createBuild(world, kind);
    const report = await reported(built);
    await send(world, built);
    const refused = await complete(report);
    expect(refused, what).toMatchObject({ ok: false, error: { code } });
    if (refused.ok) return;
    expect(refused.error.message).toMatch(words);
    const { operationId, attempt } = built;
    const why = { code, message: refused.error.message, remedy: 'Sign it again.' };
    const told = { operationId, attempt, step: 'hand-over', ...why };
    await runOrThrow(failBuild, told, worker);
    await expectNothing(built, what);
    const { customer, support, admin, compliance } = await tellings(built);
    for (const text of [customer, `${support} ${admin}`, compliance]) expect(text, what).toMatch(words);
    expect(customer).toContain('Sign it again.');
  });
});

/** What changes nothing about a copy that is built, and how it is answered. */
const harmless: Record<string, { send: (built: Built) => Promise<{ ok: boolean }>; isRefused: boolean }> = {
  'the contract demands review': {
    send: async () => {
      const { id: organizationId } = world.acme;
      return run(demandReview, { organizationId, reason: 'As amended.' }, world.compliance);
    },
    isRefused: false,
  },
  'its sandbox is to be destroyed': {
    send: async ({ sandboxId }) => {
      const { slug } = await db().sandbox.findUniqueOrThrow({ where: { id: sandboxId } });
      return run(destroySandbox, { sandboxId, typedName: slug }, world.compliance);
    },
    isRefused: true,
  },
  'its request is withdrawn': {
    send: ({ requestId }) => run(withdrawRequest, { requestId }, world.customer),
    isRefused: true,
  },
};

test.each(Object.entries(harmless))('while a copy is built, %s: it is handed over', async (_what, each) => {
  for (const kind of kinds) {
    await db().organization.update({ where: { id: world.acme.id }, data: { contractDemandsReview: false } });
    const built = await createBuild(world, kind);
    const report = await reported(built);
    expect((await each.send(built)).ok).toBe(!each.isRefused);
    expect(await complete(report)).toMatchObject({ ok: true });
  }
});

test('a build that somebody asked to stop is not handed over, even at its last step', async () => {
  for (const kind of kinds) {
    const built = await createBuild(world, kind);
    const report = await reported(built);
    await runOrThrow(cancelOperation, { operationId: built.operationId }, world.customer);
    expect(await complete(report)).toMatchObject({ ok: false, error: { code: 'state_conflict' } });
  }
});

test.each(kinds)(
  'of a hand-over and a change of the plan at once, one comes first as a whole (%s)',
  async (kind) => {
    const seen = { handedOver: 0, refused: 0 };
    for (let round = 0; round < 8; round += 1) {
      const built = await createBuild(world, kind);
      const report = await reported(built);
      const later = clock.sleep(round * laterMs).then(() => decideOtherwise(world, built));
      const [done] = await Promise.all([complete(report), later]);
      seen[done.ok ? 'handedOver' : 'refused'] += 1;
      const standing = await db().signature.count({ where: { requestId: built.requestId, voidedAt: null } });
      // A first copy is in use once it is handed over. One that waits loses its signature then, and is not put into use.
      expect(standing).toBe(kind === 'at_once' && done.ok ? 1 : 0);
      if (kind === 'on_decision' && done.ok)
        expect(await activate(built)).toMatchObject({ ok: false, error: { code: 'state_conflict' } });
    }
    console.warn(`hand-over beside a change of the plan (${kind}): ${JSON.stringify(seen)}`);
  },
);

test.each(Object.entries(voids))('a copy that waits is not put into use once %s', async (what, each) => {
  const built = await createBuild(world, 'on_decision');
  await runOrThrow(completeBuild, await reported(built), worker);
  await each.send(world, built);
  const activated = await activate(built);
  expect(activated.ok, what).toBe(each.sparesWaiting ?? false);
  if (activated.ok) return;
  expect(activated.error.message).toMatch(each.words);
  expect(activated.error.message).toContain('ask for another refresh');
});

test('a refreshed copy whose sandbox was suspended while it was built is closed with the others', async () => {
  const built = await createBuild(world, 'on_decision');
  const shut = { state: 'suspended', shutAt: new Date(), closedAt: new Date() } as const;
  await db().sandbox.update({ where: { id: built.sandboxId }, data: shut });
  expect(await complete(await reported(built))).toMatchObject({ ok: true });
  const closing = { sandboxId: built.sandboxId, kind: 'close', state: 'queued' } as const;
  expect(await db().operation.count({ where: closing })).toBe(1);
  expect(await db().sandbox.findUniqueOrThrow({ where: { id: built.sandboxId } })).toMatchObject({
    state: 'suspended',
    closedAt: null,
  });
});
