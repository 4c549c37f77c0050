import { defineCommand } from '../../command/command';
import { failedBuild } from '../build/fail-build';
import { findCertificateHash } from '../build/find-certificate-hash';
import { tellFailedBuild } from '../build/tell-failed-build';
import { moveCopy } from '../copies/move-copy';
import { assertCopy, finishOperation } from '../finish-operation';

/** The worker reports a failed refresh, of which nothing is left; the copy in use is as it was. */
export const failRefresh = defineCommand({
  name: 'copy.fail_build',
  input: failedBuild,
  allow: 'operation:work',
  run: async ({ input, tx, now, enqueue }) => {
    const { code, message, remedy, aside } = input;
    const failure = { code, message, remedy, ...(aside && { aside }) };
    const end = { state: 'failed' as const, now, failure };
    const sandbox = assertCopy(await finishOperation(tx, input, end));
    await moveCopy(tx, sandbox.copyId, { from: 'building', to: 'failed' });
    const subject = `Sandbox ${sandbox.slug} could not be refreshed`;
    const told = { code, message, remedy, subject, more: 'The sandbox goes on as it is.' };
    await tellFailedBuild({ tx, enqueue }, sandbox, told);
    const { id: sandboxId, copyId, organizationId } = sandbox;
    const certificate = await findCertificateHash(tx, input.operationId);
    return { sandboxId, copyId, organizationId, certificate };
  },
  audit: ({ input, result }) => ({
    event: 'copy.build_failed',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: {
      copyId: result.copyId,
      operationId: input.operationId,
      step: input.step,
      code: input.code,
      certificate: result.certificate,
    },
  }),
});
