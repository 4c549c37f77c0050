import { z } from 'zod';
import { requirePerson } from '../../../access/require-person';
import { defineCommand } from '../../../command/command';
import { idInput } from '../../../command/id-input';
import { conflict } from '../../../errors';
import { findFailure } from '../../operations/find-failure';
import { whyNotRetry } from '../../operations/retry';
import { whyNotRebuildCopy } from '../copy';
import { lockVisibleCopy } from '../lock-visible-copy';
import { startCopy } from '../start-copy';

/**
 * Builds again what failed or was cancelled: another copy under the same approved request. Whether its signatures still
 * count is asked when the build begins. Refused (`state_conflict`) where it could only fail again.
 */
export const rebuildCopy = defineCommand({
  name: 'copy.rebuild',
  input: z.strictObject({ copyId: idInput }),
  allow: 'operation:retry',
  run: async ({ input, actor, tx, now, enqueue }) => {
    const person = requirePerson(actor);
    const { sandbox, state, requestId } = await lockVisibleCopy(tx, actor, input.copyId);
    const request = await tx.request.findUnique({
      where: { id: requestId ?? '' },
      select: {
        state: true,
        copies: { orderBy: { createdAt: 'desc' }, take: 1, select: { id: true, planVersionId: true } },
      },
    });
    const latest = request?.copies[0];
    const isLatest = latest?.id === input.copyId;
    const objection = whyNotRebuildCopy({ state, isLatest, requestState: request?.state ?? null });
    if (objection || requestId === null) throw conflict(objection ?? '');
    const hopeless = whyNotRetry(actor, await findFailure(tx, input.copyId));
    if (hopeless) throw conflict(hopeless);
    const approved = { sandboxId: sandbox.id, requestId, planVersionId: latest?.planVersionId ?? null };
    const operationId = await startCopy({ tx, now, enqueue }, { ...approved, requestedById: person.id });
    return { sandboxId: sandbox.id, organizationId: sandbox.organizationId, operationId };
  },
  audit: ({ input, result }) => ({
    event: 'copy.rebuild_requested',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: { copyId: input.copyId, operationId: result.operationId },
  }),
});
