import { beforeAll, expect, test } from 'vitest';
import { clock } from '../../clock';
import type { Failure } from '../../command/result';
import { run } from '../../command/run';
import { db } from '../../db/client';
import { extendSandbox } from '../../ends/extend-sandbox';
import { sweepEnds } from '../../ends/sweep/sweep-ends';
import { cloneSandbox } from '../../requests/clone/clone-sandbox';
import { destroySandbox } from '../../requests/destroy/destroy-sandbox';
import { useControlDatabase } from '../../testing/database';
import { giveWarning } from '../../testing/endings';
import { createSandbox } from '../../testing/requests';
import { cloneOf, sealBaseline } from '../../testing/resets';
import { sizeOf } from '../../testing/sizes';
import { createWorld, type World } from '../../testing/world';
import { expectWhole } from '../copies/whole-sandbox.fixture';
import { liftQuarantine } from './lift-quarantine';
import { quarantineSandbox } from './quarantine-sandbox';
import { restoreSandbox } from './restore-sandbox';
import { resumeSandbox } from './resume-sandbox';
import { retireSandbox } from './retire-sandbox';
import { suspendSandbox } from './suspend-sandbox';

/** Every pair of what shuts, opens, extends and ends one sandbox, at once: it ends whole, and nothing fails on our side. */
useControlDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld({ quota: null });
});

type Sandbox = Awaited<ReturnType<typeof createSandbox>>;
type Verb = (sandbox: Sandbox) => Promise<{ ok: true } | { ok: false; error: Failure }>;

const shut = ({ id }: Sandbox) => ({ sandboxId: id, reason: 'To look at it.' });
const typed = ({ id, slug }: Sandbox) => ({ sandboxId: id, typedName: slug });
const destroy: Verb = (sandbox) => run(destroySandbox, typed(sandbox), world.customer);
const extend: Verb = ({ id }) => run(extendSandbox, { sandboxId: id, days: 1 }, world.colleague);
const quarantine: Verb = (sandbox) => run(quarantineSandbox, shut(sandbox), world.support);
const retire: Verb = (sandbox) => run(retireSandbox, typed(sandbox), world.customer);
/** Whatever is due with its end, while it is due. */
const sweep: Verb = async () => {
  await sweepEnds();
  return { ok: true };
};

const verbsIn = {
  ready: {
    suspend: (sandbox) => run(suspendSandbox, shut(sandbox), world.customer),
    clone: ({ id }) => run(cloneSandbox, { ...cloneOf(id), durationDays: 1 }, world.customer),
    'clone as it is now': ({ id }) =>
      run(cloneSandbox, { ...cloneOf(id), durationDays: 1, moment: 'now' }, world.customer),
    destroy,
    extend,
    quarantine,
    retire,
    end: sweep,
  },
  suspended: {
    resume: ({ id }) => run(resumeSandbox, { sandboxId: id }, world.customer),
    destroy,
    extend,
    quarantine,
    retire,
    end: sweep,
  },
  retired: {
    restore: ({ id }) => run(restoreSandbox, { sandboxId: id }, world.customer),
    destroy,
    extend,
    quarantine,
    end: sweep,
  },
  quarantined: {
    lift: (sandbox) => run(liftQuarantine, shut(sandbox), world.compliance),
    destroy: (sandbox) => run(destroySandbox, typed(sandbox), world.compliance),
    end: sweep,
  },
} as const satisfies Record<string, Record<string, Verb>>;

const pairs = (Object.keys(verbsIn) as (keyof typeof verbsIn)[]).flatMap((state) => {
  const verbs = Object.entries<Verb>(verbsIn[state]);
  return verbs.flatMap(([name, one], at) =>
    verbs.slice(at).map(([other, two]) => ({ state, name, other, one, two })),
  );
});

const dayMs = 86_400_000;

/** One whose end comes now, and whose people were warned. */
async function ending(state: keyof typeof verbsIn): Promise<Sandbox> {
  const sandbox = await createSandbox(world, state);
  await sealBaseline(sandbox.id);
  const soon = new Date(Date.now() + 20);
  const shutAt = state === 'retired' ? new Date(Date.now() - 7 * dayMs) : new Date();
  await db().sandbox.update({
    where: { id: sandbox.id },
    data: { expiresAt: soon, endsSince: new Date(Date.now() - 30 * dayMs), shutAt },
  });
  for (const days of [14, 7, 1]) await giveWarning(world, sandbox.id, soon, days);
  return sandbox;
}

test.each(pairs)('$name and $other at once, of a sandbox that is $state', async (pair) => {
  const count = sizeOf('life-verbs');
  let longestMs = 0;
  for (let round = 0; round < count; round += 1) {
    const sandbox = await ending(pair.state);
    const from = clock.elapsed();
    const results = await Promise.all([pair.one(sandbox), pair.two(sandbox)]);
    longestMs = Math.max(longestMs, clock.elapsed() - from);
    for (const result of results) if (!result.ok) expect(result.error.code).toBe('state_conflict');
    await expectWhole(sandbox.id, `round ${round}`);
  }
  process.stdout.write(
    `${pair.name} and ${pair.other}, ${pair.state}: ${count} at once, the longest took ${Math.round(longestMs)} ms\n`,
  );
});
