import { requirePerson } from '../../../access/require-person';
import { defineCommand } from '../../../command/command';
import { conflict } from '../../../errors';
import { queueOperation } from '../../../operations/queue-operation';
import { assertTypedName } from '../../assert-typed-name';
import { sandboxOperations } from '../../operations/sandbox-operation';
import { typedCopyInput, whyNotRollBack } from '../copy';
import { findBusy } from '../find-busy';
import { lockVisibleCopy } from '../lock-visible-copy';

/**
 * Asks to return to the copy that was in use before, once the sandbox's name was typed. A worker opens it and switches;
 * what is in use now is kept in its place, so that this can be undone likewise.
 */
export const rollBackCopy = defineCommand({
  name: 'copy.roll_back',
  input: typedCopyInput,
  allow: 'copy:decide',
  run: async ({ input, actor, tx, now, enqueue }) => {
    const person = requirePerson(actor);
    const copy = await lockVisibleCopy(tx, actor, input.copyId);
    const { id: copyId, sandbox } = copy;
    const at = { now, busy: await findBusy(tx, sandbox.id), sandboxState: sandbox.state };
    const objection = whyNotRollBack(copy, at);
    if (objection) throw conflict(objection);
    assertTypedName(input.typedName, sandbox.slug);
    const operation = {
      sandboxId: sandbox.id,
      copyId,
      kind: sandboxOperations.roll_back,
      requestedById: person.id,
      now,
    } as const;
    const operationId = await queueOperation({ tx, enqueue }, operation);
    return {
      sandboxId: sandbox.id,
      slug: sandbox.slug,
      organizationId: sandbox.organizationId,
      operationId,
    };
  },
  audit: ({ input, result }) => ({
    event: 'copy.roll_back_requested',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: { copyId: input.copyId, operationId: result.operationId },
  }),
});
