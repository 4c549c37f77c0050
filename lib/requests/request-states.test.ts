import { beforeAll, describe, expect, test } from 'vitest';
import { run } from '../command/run';
import { db } from '../db/client';
import { approveRequest } from '../reviews/approve-request';
import { askQuestion } from '../reviews/ask-question';
import { declineRequest } from '../reviews/decline-request';
import { refuseRequest } from '../reviews/refuse-request';
import { returnRequest } from '../reviews/return-request';
import { signRequest } from '../reviews/sign-request';
import { readManifest } from '../scrub-plans/sign-off/read-manifest';
import { useControlDatabase } from '../testing/database';
import { createRequest, createSandbox } from '../testing/requests';
import { createPerson, createWorld, sampleContent, type World } from '../testing/world';
import { amendRequest } from './amend-request';
import { answerQuestion } from './answer-question';
import { destroySandbox } from './destroy/destroy-sandbox';
import { type RequestState, requestStates, requestTransitions } from './request';
import { submitRequest } from './submit-request';
import { withdrawRequest } from './withdraw-request';

useControlDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld({ quota: 0 });
});

/** What a reviewer's page carries: the hash of what they saw. */
async function signed({ requestId }: Seen) {
  return { manifestHash: (await readManifest(db(), requestId))?.hash ?? '' };
}

type Seen = { requestId: string; version: number };
type Deciding = { from: RequestState[]; to: RequestState; send: (seen: Seen) => Promise<{ ok: boolean }> };

/** What each command does to a request: from which states, to which. Everything else must change nothing. */
const moves: Record<string, Deciding> = {
  ask: {
    from: ['awaiting_support'],
    to: 'awaiting_customer',
    send: (seen) => run(askQuestion, { ...seen, question: 'Which?' }, world.support),
  },
  approve: {
    from: ['awaiting_support'],
    to: 'approved',
    send: (seen) => run(approveRequest, seen, world.support),
  },
  decline: {
    from: ['awaiting_support'],
    to: 'declined',
    send: (seen) => run(declineRequest, { ...seen, reason: 'No.' }, world.support),
  },
  sign: {
    from: ['awaiting_compliance'],
    to: 'approved',
    send: async (seen) =>
      run(signRequest, { ...seen, reason: 'Fine.', ...(await signed(seen)) }, world.compliance),
  },
  return: {
    from: ['awaiting_compliance'],
    to: 'awaiting_customer',
    send: (seen) => run(returnRequest, { ...seen, question: 'Why?' }, world.compliance),
  },
  refuse: {
    from: ['awaiting_compliance'],
    to: 'declined',
    send: (seen) => run(refuseRequest, { ...seen, reason: 'No.' }, world.compliance),
  },
  answer: {
    from: ['awaiting_customer'],
    to: 'awaiting_support',
    send: ({ requestId }) => run(answerQuestion, { requestId, answer: 'This.' }, world.customer),
  },
  withdraw: {
    from: ['awaiting_support', 'awaiting_customer', 'awaiting_compliance'],
    to: 'withdrawn',
    send: ({ requestId }) => run(withdrawRequest, { requestId }, world.customer),
  },
  amend: {
    from: ['awaiting_support', 'awaiting_customer', 'awaiting_compliance'],
    to: 'awaiting_support',
    send: (seen) => run(amendRequest, { ...seen, ...sampleContent() }, world.customer),
  },
};

const cells = Object.entries(moves).flatMap(([verb, move]) =>
  requestStates.map((state) => ({ verb, state, move, kind: 'sandbox' as const })),
);

/**
 * What differs for a change of a living sandbox, which support never has: an answer goes to whom its kind goes to, and what
 * is signed is not amended.
 */
const ofChanges: Record<string, Partial<Deciding>> = {
  answer: { to: 'awaiting_compliance' },
  amend: { from: [] },
};
const changes = Object.entries(moves)
  .map(([verb, move]) => ({ verb, move: { ...move, ...(ofChanges[verb] ?? {}) } }))
  .flatMap((row) =>
    requestStates
      .filter((state) => state !== 'awaiting_support')
      .map((state) => ({ ...row, state, kind: 'people' as const })),
  );

/** The same request as one about a living sandbox. */
async function asChange(id: string) {
  const sandbox = await createSandbox(world, 'ready');
  return db().request.update({ where: { id }, data: { kind: 'people', concernsId: sandbox.id } });
}

describe('state × command', () => {
  test.each([...cells, ...changes])('$verb on a request for a $kind that is $state', async (cell) => {
    const { state, move, kind } = cell;
    const request = await createRequest(world, state);
    if (kind === 'people') await asChange(request.id);
    const row = () => db().request.findUniqueOrThrow({ where: { id: request.id } });
    const before = await row();
    const result = await move.send({ requestId: request.id, version: request.version });
    const after = await row();
    if (move.from.includes(state)) {
      expect(result).toMatchObject({ ok: true });
      expect(after.state).toBe(move.to);
      expect(move.to === state || requestTransitions[state].some((next) => next === move.to)).toBe(true);
    } else {
      expect(result).toMatchObject({ ok: false, error: { code: 'state_conflict' } });
      expect(after).toEqual(before);
    }
  });
});

describe('separation of duties', () => {
  test('a support agent cannot decide what they filed for a customer', async () => {
    const input = { ...sampleContent(), tenantId: world.acme.tenantId, requesterId: world.customer.id };
    const filed = await run(submitRequest, input, world.support);
    if (!filed.ok) throw new Error(filed.error.message);
    const seen = { requestId: filed.value.id, version: 1 };
    expect(await run(approveRequest, seen, world.support)).toMatchObject({
      ok: false,
      error: { code: 'forbidden' },
    });
    expect(await run(approveRequest, seen, world.otherSupport)).toMatchObject({ ok: true });
  });

  test('a second account of the requester cannot approve', async () => {
    const secondAccount = await createPerson('support', null, world.customer.humanId);
    const request = await createRequest(world, 'awaiting_support');
    const result = await run(approveRequest, { requestId: request.id, version: 1 }, secondAccount);
    expect(result).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  });

  test('a second account of the approver cannot sign', async () => {
    const secondAccount = await createPerson('compliance', null, world.support.humanId);
    const request = await createRequest(world, 'awaiting_compliance');
    const seen = { requestId: request.id, version: 1 };
    const sign = { ...seen, reason: 'Fine.', ...(await signed(seen)) };
    expect(await run(signRequest, sign, secondAccount)).toMatchObject({
      ok: false,
      error: { code: 'forbidden' },
    });
    expect(await run(signRequest, sign, world.compliance)).toMatchObject({ ok: true });
  });

  test('a signature needs a recent sign-in', async () => {
    const request = await createRequest(world, 'awaiting_compliance');
    const stale = { ...world.compliance, authenticatedAt: new Date(Date.parse('2020-01-01')) };
    const seen = { requestId: request.id, version: 1 };
    const result = await run(signRequest, { ...seen, reason: 'Fine.', ...(await signed(seen)) }, stale);
    expect(result).toMatchObject({ ok: false, error: { code: 'reauthentication_required' } });
  });

  test('and so does destroying a sandbox', async () => {
    const { id, slug } = await createSandbox(world, 'ready');
    const stale = { ...world.customer, authenticatedAt: new Date(Date.parse('2020-01-01')) };
    const typed = { sandboxId: id, typedName: slug };
    expect(await run(destroySandbox, typed, stale)).toMatchObject({
      ok: false,
      error: { code: 'reauthentication_required' },
    });
    expect(await db().sandbox.findUniqueOrThrow({ where: { id } })).toMatchObject({ state: 'ready' });
    expect(await run(destroySandbox, typed, world.customer)).toMatchObject({ ok: true });
  });
});

describe('many at once', () => {
  test('twenty approvals make one sandbox, and each loser is told who won', async () => {
    const request = await createRequest(world, 'awaiting_support');
    const agents = await Promise.all(Array.from({ length: 20 }, () => createPerson('support')));
    const seen = { requestId: request.id, version: 1 };
    const results = await Promise.all(agents.map((agent) => run(approveRequest, seen, agent)));
    const winner = agents[results.findIndex((result) => result.ok)];
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    for (const result of results)
      if (!result.ok) {
        expect(result.error.code).toBe('state_conflict');
        expect(result.error.message).toContain(winner?.name ?? 'nobody');
      }
    expect(await db().sandbox.count({ where: { requestId: request.id } })).toBe(1);
    expect(await db().auditEvent.count({ where: { subjectId: request.id, event: 'request.approved' } })).toBe(
      1,
    );
  });

  test('an approval of a version that was amended meanwhile is refused', async () => {
    const request = await createRequest(world, 'awaiting_support');
    const amended = await run(
      amendRequest,
      { requestId: request.id, version: 1, ...sampleContent() },
      world.customer,
    );
    expect(amended.ok).toBe(true);
    const result = await run(approveRequest, { requestId: request.id, version: 1 }, world.support);
    expect(result).toMatchObject({ ok: false, error: { code: 'state_conflict' } });
    if (!result.ok) expect(result.error.message).toContain('amended');
  });

  test('of two requests for the last free place of the quota one passes and one waits for support', async () => {
    const small = await createWorld({ quota: 1 });
    const submit = () =>
      run(submitRequest, { ...sampleContent(), tenantId: small.acme.tenantId }, small.customer);
    const results = await Promise.all([submit(), submit(), submit()]);
    const ids = results.flatMap((result) => (result.ok ? [result.value.id] : []));
    expect(ids).toHaveLength(3);
    const states = await db().request.findMany({ where: { id: { in: ids } }, select: { state: true } });
    expect(states.filter(({ state }) => state === 'approved')).toHaveLength(1);
  });
});

test('a neighbour’s request is as absent as one that does not exist', async () => {
  const request = await createRequest(world, 'awaiting_customer');
  const answer = (requestId: string) => run(answerQuestion, { requestId, answer: 'x' }, world.neighbour);
  const [theirs, none] = await Promise.all([answer(request.id), answer('does-not-exist')]);
  expect(theirs).toEqual(none);
  expect(theirs).toMatchObject({ ok: false, error: { code: 'not_found' } });
});
