import { beforeAll, expect, test } from 'vitest';
import type { PersonActor } from '../access/actor';
import type { Result } from '../command/result';
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
import { createRequest } from '../testing/requests';
import { sizeOf } from '../testing/sizes';
import { createPerson, createWorld, sampleContent, type World } from '../testing/world';
import { submitRequest } from './submit-request';

/** People who decide in one moment, and forms that are sent many times: one wins, and the others are told the truth. */
useControlDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld({ quota: 0 });
});

type Seen = { requestId: string; version: number };
type Decide = (seen: Seen, actor: PersonActor) => Promise<Result<unknown>>;
type Place = {
  state: 'awaiting_support' | 'awaiting_compliance';
  role: 'support' | 'compliance';
  decisions: [string, Decide][];
};

const places: Place[] = [
  {
    state: 'awaiting_support',
    role: 'support',
    decisions: [
      ['approve', (seen, actor) => run(approveRequest, seen, actor)],
      ['decline', (seen, actor) => run(declineRequest, { ...seen, reason: 'No.' }, actor)],
      ['ask', (seen, actor) => run(askQuestion, { ...seen, question: 'Which?' }, actor)],
    ],
  },
  {
    state: 'awaiting_compliance',
    role: 'compliance',
    decisions: [
      ['sign', sign],
      ['return', (seen, actor) => run(returnRequest, { ...seen, question: 'Why?' }, actor)],
      ['refuse', (seen, actor) => run(refuseRequest, { ...seen, reason: 'No.' }, actor)],
    ],
  },
];

async function sign(seen: Seen, actor: PersonActor) {
  const manifest = await readManifest(db(), seen.requestId);
  return run(signRequest, { ...seen, reason: 'Fine.', manifestHash: manifest?.hash ?? '' }, actor);
}

/** Each pair of decisions at one place, one with itself included. */
const pairs = places.flatMap(({ decisions, ...place }) =>
  decisions.flatMap((one, at) => decisions.slice(at).map((other) => ({ ...place, one, other }))),
);

test('of two people who decide at once one does, and the other is told who it was', async () => {
  const count = sizeOf('decisions');
  const people = {
    support: [await createPerson('support'), await createPerson('support')] as const,
    compliance: [await createPerson('compliance'), await createPerson('compliance')] as const,
  };
  const won: Record<string, number> = {};
  for (let round = 0; round < count; round += 1) {
    const pair = pairs[round % pairs.length];
    if (!pair) throw new Error('there is no pair');
    const { id: requestId, version } = await createRequest(world, pair.state);
    const actors = people[pair.role];
    const seen = { requestId, version };
    const results = await Promise.all([pair.one[1](seen, actors[0]), pair.other[1](seen, actors[1])]);
    const winner = results.findIndex(({ ok }) => ok);
    const loser = results[1 - winner];
    const told = `${pair.one[0]} and ${pair.other[0]}, round ${round}`;
    expect(loser, told).toMatchObject({
      ok: false,
      error: { code: 'state_conflict', message: expect.stringContaining(actors[winner]?.name ?? 'nobody') },
    });
    expect(await db().auditEvent.count({ where: { subjectId: requestId } }), told).toBe(1);
    const name = (winner === 0 ? pair.one : pair.other)[0];
    won[name] = (won[name] ?? 0) + 1;
  }
  const tally = Object.entries(won).map(([name, times]) => `${name} ${times}`);
  process.stdout.write(`${count} pairs of decisions at once, each made one: ${tally.join(', ')}\n`);
});

test('fifty identical submits under one key make one request and give fifty same answers', async () => {
  const count = sizeOf('submits');
  for (let round = 0; round < count; round += 1) {
    const input = { ...sampleContent(), tenantId: world.acme.tenantId };
    const options = { idempotencyKey: `form ${round}` };
    const before = await db().request.count();
    const results = await Promise.all(
      Array.from({ length: 50 }, () => run(submitRequest, input, world.customer, options)),
    );
    expect(results[0]).toMatchObject({ ok: true });
    for (const result of results) expect(result).toEqual(results[0]);
    expect(await db().request.count()).toBe(before + 1);
    const mismatch = await run(submitRequest, { ...input, durationDays: 3 }, world.customer, options);
    expect(mismatch).toMatchObject({ ok: false, error: { code: 'idempotency_mismatch' } });
  }
  process.stdout.write(`${count} forms, each sent fifty times at once, made ${count} requests\n`);
});
