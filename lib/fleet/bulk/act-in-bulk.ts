import type { z } from 'zod';
import type { Actor, PersonActor } from '../../access/actor';
import { assertCan } from '../../access/permissions';
import { requirePerson } from '../../access/require-person';
import { fieldErrors } from '../../command/field-errors';
import type { Result } from '../../command/result';
import { run, toFailure } from '../../command/run';
import { db } from '../../db/client';
import { databaseNow } from '../../db/transaction';
import { extendSandbox } from '../../ends/extend-sandbox';
import { conflict, KnownError } from '../../errors';
import { tellPeople } from '../../sandboxes/people/tell-people';
import { suspendSandbox } from '../../sandboxes/shut/suspend-sandbox';
import { actAlone } from './act-alone';
import { bulkInput } from './bulk';
import { planBulk } from './plan-bulk';

export type BulkOutcome = {
  done: number;
  leftOut: number;
  failures: { slug: string; message: string }[];
};

/**
 * Does to many sandboxes what was shown, each through its own command, in a transaction and with an audit entry of its own. Refuses
 * as `state_conflict`, before anything is done, when it would do something else than was shown. One that fails holds up no other.
 * Sent again under the same `attempt`, it does the rest and nothing twice. Of two who send one preview at once, the second is refused.
 * Limit: what is done from a sandbox’s own page in the middle of it is not waited for.
 */
export async function actInBulk(raw: unknown, actor: Actor): Promise<Result<BulkOutcome>> {
  try {
    assertCan(actor, 'fleet:act');
    const parsed = bulkInput.safeParse(raw);
    if (!parsed.success)
      throw new KnownError('invalid_input', 'Please correct the marked fields.', fieldErrors(parsed.error));
    const input = parsed.data;
    const value = await actAlone((assertAlone) => actAsShown(input, requirePerson(actor), assertAlone));
    return { ok: true, value };
  } catch (error) {
    return { ok: false, error: toFailure(error, 'fleet.act') };
  }
}

async function actAsShown(
  { sandboxes, act, days, reason, shown, attempt }: z.infer<typeof bulkInput>,
  actor: PersonActor,
  assertAlone: () => Promise<void>,
): Promise<BulkOutcome> {
  const plan = await planBulk(sandboxes, { act, days, now: await databaseNow(db()) });
  const isRepeated = await wasBegun(actor.id, `${attempt}:`);
  if (!isRepeated && plan.shown !== shown)
    throw conflict('The fleet has moved since: it would do something else than was shown. Look at it again.');
  const outcome: BulkOutcome = { done: 0, leftOut: 0, failures: [] };
  for (const row of plan.rows) {
    const idempotencyKey = `${attempt}:${row.id}`;
    // What is done already would be left out now; the door answers for it what it answered then.
    const isDone = isRepeated && (await wasBegun(actor.id, idempotencyKey));
    if (row.whyNot && !isDone) {
      outcome.leftOut += 1;
      continue;
    }
    await assertAlone();
    const result = await actOnOne(row.id, { act, days, reason }, actor, { idempotencyKey });
    if (result.ok) outcome.done += 1;
    else outcome.failures.push({ slug: row.slug, message: result.error.message });
  }
  return outcome;
}

type Act = Pick<z.infer<typeof bulkInput>, 'act' | 'days' | 'reason'>;

function actOnOne(
  sandboxId: string,
  { act, days, reason }: Act,
  actor: PersonActor,
  key: { idempotencyKey: string },
) {
  if (act === 'extend') return run(extendSandbox, { sandboxId, days, reason }, actor, key);
  if (act === 'suspend') return run(suspendSandbox, { sandboxId, reason }, actor, key);
  return run(tellPeople, { sandboxId, message: reason }, actor, key);
}

/** Whether the door has answered this person under a key that begins so. */
async function wasBegun(actorId: string, key: string): Promise<boolean> {
  return (
    (await db().idempotencyKey.findFirst({
      where: { actorId, key: { startsWith: key } },
      select: { key: true },
    })) !== null
  );
}
