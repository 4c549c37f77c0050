import { requirePerson } from '../../../access/require-person';
import { defineCommand } from '../../../command/command';
import { conflict } from '../../../errors';
import { assertTypedName } from '../../assert-typed-name';
import { typedCopyInput, whyNotDiscard } from '../copy';
import { dropCopy } from '../drop-copy';
import { lockVisibleCopy } from '../lock-visible-copy';

/** Gives a waiting copy up, once the sandbox's name was typed. The copy in use is not touched. */
export const discardCopy = defineCommand({
  name: 'copy.discard',
  input: typedCopyInput,
  allow: 'copy:decide',
  run: async ({ input, actor, tx, now, enqueue }) => {
    const person = requirePerson(actor);
    const copy = await lockVisibleCopy(tx, actor, input.copyId);
    const { id, sandbox } = copy;
    const objection = whyNotDiscard(copy);
    if (objection) throw conflict(objection);
    assertTypedName(input.typedName, sandbox.slug);
    const decided = { from: 'waiting' as const, reason: 'discarded' as const, requestedById: person.id };
    const operationId = await dropCopy({ tx, now, enqueue }, { id, sandboxId: sandbox.id, ...decided });
    return {
      sandboxId: sandbox.id,
      slug: sandbox.slug,
      organizationId: sandbox.organizationId,
      operationId,
    };
  },
  audit: ({ input, result }) => ({
    event: 'copy.discarded',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: { copyId: input.copyId, operationId: result.operationId },
  }),
});
