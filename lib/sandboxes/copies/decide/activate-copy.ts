import { requirePerson } from '../../../access/require-person';
import { defineCommand } from '../../../command/command';
import { conflict } from '../../../errors';
import { holdSigned } from '../../../scrub-plans/sign-off/hold-signed';
import { whyNotSigned } from '../../../scrub-plans/sign-off/why-not-signed';
import { assertTypedName } from '../../assert-typed-name';
import { typedCopyInput, whyNotActivate } from '../copy';
import { findBusy } from '../find-busy';
import { lockVisibleCopy } from '../lock-visible-copy';
import { switchCopies } from '../switch-copies';

/**
 * Puts a waiting copy into use, once the sandbox's name was typed: same address, same keys, and from the commit on the
 * next call reads the other rows. What was in use is closed and kept for a roll back. The signatures that the copy was
 * made under are asked again, since days may have passed: where they count no more, nothing is put into use.
 */
export const activateCopy = defineCommand({
  name: 'copy.activate',
  input: typedCopyInput,
  allow: 'copy:decide',
  run: async ({ input, actor, tx, now, enqueue }) => {
    const person = requirePerson(actor);
    const copy = await lockVisibleCopy(tx, actor, input.copyId);
    const { sandbox, requestId } = copy;
    if (requestId) await holdSigned(tx, requestId);
    const at = { now, busy: await findBusy(tx, sandbox.id), sandboxState: sandbox.state };
    const objection = whyNotActivate(copy, at);
    if (objection) throw conflict(objection);
    assertTypedName(input.typedName, sandbox.slug);
    const unsigned = await whyNotSigned(tx, copy);
    if (unsigned) throw conflict(unsigned);
    const { formerId, keptUntil } = await switchCopies(
      { tx, now, enqueue },
      { sandboxId: sandbox.id, copyId: copy.id, from: 'waiting', requestedById: person.id },
    );
    return {
      sandboxId: sandbox.id,
      slug: sandbox.slug,
      organizationId: sandbox.organizationId,
      formerId,
      keptUntil: keptUntil.toISOString(),
    };
  },
  audit: ({ input, result }) => ({
    event: 'copy.activated',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: { copyId: input.copyId, formerId: result.formerId, keptUntil: result.keptUntil },
  }),
});
