import { requirePerson } from '../../access/require-person';
import { defineCommand } from '../../command/command';
import { env } from '../../env';
import { conflict, invalidField, KnownError } from '../../errors';
import { assertTypedName } from '../assert-typed-name';
import { lockVisibleSandbox } from '../copies/lock-visible-sandbox';
import { addCopy } from '../copies/start-copy';
import { readResetGround } from './read-reset-ground';
import {
  resetSandboxInput,
  tablesNamed,
  whatResetGivesUp,
  whyNotKeep,
  whyNotReset,
  whyTooManyResets,
} from './reset';

/**
 * Asks to go back to the baseline, once the sandbox's name was typed. A worker makes another copy beside the one in use and
 * switches to it; what is in use now is kept for undo. Throws `state_conflict` where something stands in the way, and
 * `too_many_requests` beyond the limit of an hour.
 */
export const resetSandbox = defineCommand({
  name: 'sandbox.reset',
  input: resetSandboxInput,
  allow: 'sandbox:reset',
  run: async ({ input, actor, tx, now, enqueue }) => {
    const person = requirePerson(actor);
    const sandbox = await lockVisibleSandbox(tx, actor, input.sandboxId);
    const { inUse, kept, ground, begun } = await readResetGround(tx, sandbox.id, now);
    const objection = whyNotReset(sandbox, ground);
    if (objection || !inUse?.baselineId) throw conflict(objection ?? '');
    const tooMany = whyTooManyResets(begun, env().RESETS_PER_HOUR);
    if (tooMany) throw new KnownError('too_many_requests', tooMany);
    assertTypedName(input.typedName, sandbox.slug);
    const keepsTables = tablesNamed(input.keepsTables);
    const unkept = whyNotKeep(sandbox, keepsTables);
    if (unkept) throw invalidField('keepsTables', unkept);
    const { baselineId, planVersionId } = inUse;
    const copy = { sandboxId: sandbox.id, requestId: null, planVersionId, baselineId, keepsTables };
    const operationId = await addCopy(
      { tx, now, enqueue },
      { ...copy, requestedById: person.id },
      { origin: 'baseline', handOver: 'at_once' },
    );
    return {
      sandboxId: sandbox.id,
      slug: sandbox.slug,
      organizationId: sandbox.organizationId,
      operationId,
      baselineId,
      keepsTables,
      givesUp: whatResetGivesUp(inUse, kept),
    };
  },
  audit: ({ result }) => ({
    event: 'sandbox.reset_requested',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: {
      operationId: result.operationId,
      baselineId: result.baselineId,
      keepsTables: result.keepsTables,
      givesUp: result.givesUp,
    },
  }),
});
