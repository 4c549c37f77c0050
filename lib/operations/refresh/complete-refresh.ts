import { defineCommand } from '../../command/command';
import { dayMs } from '../../days';
import { notify } from '../../notices/notify';
import { decideDays } from '../../sandboxes/copies/copy';
import { builtCopy } from '../build/complete-build';
import { findCertificateHash } from '../build/find-certificate-hash';
import { requireGround } from '../build/require-ground';
import { moveCopy } from '../copies/move-copy';
import { settleCopyJob } from '../copies/settle/settle-copy.job';
import { assertCopy, finishOperation } from '../finish-operation';

/**
 * The worker reports a finished refresh: its copy waits for somebody to activate or discard it, and no longer than that.
 * Throws as `completeBuild` does where nothing may be handed over any more.
 */
export const completeRefresh = defineCommand({
  name: 'copy.complete_build',
  input: builtCopy,
  allow: 'operation:work',
  run: async ({ input, tx, now, enqueue }) => {
    const { database, role, baseline, fingerprint, measure } = input;
    const sandbox = assertCopy(await finishOperation(tx, input, { state: 'succeeded', now }));
    const { copyId, organizationId } = sandbox;
    const copy = { sandboxId: sandbox.id, requestId: sandbox.askedBy.id, basis: input.basis };
    await requireGround(tx, copy);
    const decideBy = new Date(now.getTime() + decideDays * dayMs);
    const columns = { database, role, baseline, fingerprint, readyAt: now, decideBy };
    await moveCopy(
      tx,
      copyId,
      { from: 'building', to: 'waiting' },
      { ...columns, ...(measure ? { measure } : {}) },
    );
    await enqueue(settleCopyJob, { copyId }, { key: `copy:${copyId}` });
    await notify(tx, enqueue, {
      to: sandbox.told,
      subject: `Sandbox ${sandbox.slug}: its refreshed copy waits`,
      text: `Activate or discard it within ${decideDays} days; until then the sandbox goes on as it is.`,
      href: `/s/${sandbox.slug}`,
    });
    const certificate = await findCertificateHash(tx, input.operationId);
    return { sandboxId: sandbox.id, copyId, organizationId, certificate };
  },
  audit: ({ input, result }) => ({
    event: 'copy.built',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: {
      copyId: result.copyId,
      operationId: input.operationId,
      attempt: input.attempt,
      fingerprint: input.fingerprint,
      rows: input.rows,
      bytes: input.bytes,
      certificate: result.certificate,
    },
  }),
});
