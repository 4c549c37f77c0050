import { createHash } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { clock } from '../../../clock';
import type { Failure } from '../../../command/result';
import { run } from '../../../command/run';
import { createApiKey } from '../../../credentials/create-api-key';
import { db } from '../../../db/client';
import { extendSandbox } from '../../../ends/extend-sandbox';
import { cloneSandbox } from '../../../requests/clone/clone-sandbox';
import { destroySandbox } from '../../../requests/destroy/destroy-sandbox';
import { submitRefresh } from '../../../requests/refresh/submit-refresh';
import { useControlDatabase } from '../../../testing/database';
import { createCopy } from '../../../testing/requests';
import { cloneOf, sealBaseline } from '../../../testing/resets';
import { sizeOf } from '../../../testing/sizes';
import { createWorld, type World } from '../../../testing/world';
import { resetSandbox } from '../../reset/reset-sandbox';
import { quarantineSandbox } from '../../shut/quarantine-sandbox';
import { retireSandbox } from '../../shut/retire-sandbox';
import { suspendSandbox } from '../../shut/suspend-sandbox';
import { settleCopy } from '../settle/settle-copy';
import { expectWhole } from '../whole-sandbox.fixture';
import { activateCopy } from './activate-copy';
import { discardCopy } from './discard-copy';
import { rollBackCopy } from './roll-back-copy';

/** Every pair of what people and time may do to one sandbox, at once: it ends whole, and nothing fails on our side. */
useControlDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld({ quota: 0 });
});

type Copy = Awaited<ReturnType<typeof createCopy>>;
type Verb = (copy: Copy) => Promise<{ ok: true } | { ok: false; error: Failure }>;

const typed = ({ id, sandbox }: Copy) => ({ copyId: id, typedName: sandbox.slug });

const always: Record<string, Verb> = {
  destroy: ({ sandbox }) =>
    run(destroySandbox, { sandboxId: sandbox.id, typedName: sandbox.slug }, world.compliance),
  reset: async ({ sandbox }) => {
    await sealBaseline(sandbox.id).catch(() => undefined);
    return run(resetSandbox, { sandboxId: sandbox.id, typedName: sandbox.slug }, world.customer);
  },
  clone: async ({ sandbox }) => {
    await sealBaseline(sandbox.id).catch(() => undefined);
    return run(cloneSandbox, { ...cloneOf(sandbox.id), moment: 'now' }, world.customer);
  },
  suspend: ({ sandboxId }) => run(suspendSandbox, { sandboxId, reason: 'To look at it.' }, world.customer),
  quarantine: ({ sandboxId }) =>
    run(quarantineSandbox, { sandboxId, reason: 'To look at it.' }, world.compliance),
  retire: ({ sandbox }) =>
    run(retireSandbox, { sandboxId: sandbox.id, typedName: sandbox.slug }, world.colleague),
  'ask for a later end': ({ sandboxId }) =>
    run(extendSandbox, { sandboxId, days: 30, reason: 'It goes live in May.' }, world.customer),
  'ask for a refresh': ({ sandboxId }) =>
    run(submitRefresh, { sandboxId, purpose: 'Prices have changed.' }, world.colleague),
  'add a key': ({ id, sandboxId }) => {
    const hash = createHash('sha256').update(`${id} ${clock.elapsed()}`).digest('hex');
    return run(createApiKey, { sandboxId, label: 'a bridge', hash }, world.customer);
  },
  expire: async ({ id }) => {
    const past = new Date(0);
    const given = { id, decideBy: { not: null } };
    await db().sandboxCopy.updateMany({ where: given, data: { decideBy: past } });
    await db().sandboxCopy.updateMany({ where: { id, keptUntil: { not: null } }, data: { keptUntil: past } });
    await settleCopy(id);
    return { ok: true };
  },
};

/** What may be done beside that, by the state of the sandbox's other copy. */
const verbsIn: Record<'waiting' | 'kept', Record<string, Verb>> = {
  waiting: {
    ...always,
    activate: (copy) => run(activateCopy, typed(copy), world.customer),
    discard: (copy) => run(discardCopy, typed(copy), world.colleague),
  },
  kept: { ...always, 'roll back': (copy) => run(rollBackCopy, typed(copy), world.customer) },
};

/** What a copy that waits stands in the way of. */
const refusedBeside = ['ask for a refresh', 'reset'];

const pairs = (['waiting', 'kept'] as const).flatMap((state) => {
  const verbs = Object.entries(verbsIn[state]);
  return verbs.flatMap(([name, one], at) =>
    verbs.slice(at).map(([other, two]) => ({ state, name, other, one, two })),
  );
});

test.each(pairs)('$name and $other at once, beside a copy that is $state', async (pair) => {
  const count = sizeOf('verbs');
  let longestMs = 0;
  for (let round = 0; round < count; round += 1) {
    const copy = await createCopy(world, pair.state);
    const from = clock.elapsed();
    const results = await Promise.all([pair.one(copy), pair.two(copy)]);
    longestMs = Math.max(longestMs, clock.elapsed() - from);
    for (const result of results)
      if (!result.ok) expect(['state_conflict', 'not_found', 'quota_exceeded']).toContain(result.error.code);
    const mayBothBeRefused = [pair.name, pair.other].every((name) => refusedBeside.includes(name));
    expect(results.some(({ ok }) => ok) || mayBothBeRefused).toBe(true);
    await expectWhole(copy.sandboxId, `round ${round}`);
  }
  process.stdout.write(
    `${pair.name} and ${pair.other}, ${pair.state}: ${count} at once, the longest took ${Math.round(longestMs)} ms\n`,
  );
});
