import { z } from 'zod';
import { defineCommand } from '../../command/command';
import type { Prisma } from '../../db/generated/client';
import type { Tx } from '../../db/transaction';
import { notify } from '../../notices/notify';
import { copyMeasure } from '../../sandboxes/copies/copy';
import { finishOperation } from '../finish-operation';
import { moveSandbox } from '../move-sandbox';
import { buildBasis } from './basis';
import { findCertificateHash } from './find-certificate-hash';
import { requireGround } from './require-ground';

/** What the worker reports of a copy that was built. */
export const builtCopy = z.strictObject({
  operationId: z.string(),
  attempt: z.int().positive(),
  database: z.string(),
  role: z.string(),
  baseline: z.string(),
  fingerprint: z.string(),
  rows: z.int().nonnegative(),
  bytes: z.int().nonnegative(),
  measure: copyMeasure.optional(),
  /** What it was built from, which has to be so still. */
  basis: buildBasis,
});

/**
 * The worker reports a finished build: the sandbox is ready, in the same transaction as its audit entry and notice. Throws
 * `not_signed`, `source_moved` or `basis_changed` where what it stood on went away meanwhile, and `state_conflict` for a
 * superseded attempt and one that was to stop; nothing is handed over then.
 */
export const completeBuild = defineCommand({
  name: 'sandbox.complete_build',
  input: builtCopy,
  allow: 'operation:work',
  run: async ({ input, tx, now, enqueue }) => {
    const { database, role, baseline, fingerprint } = input;
    const sandbox = await finishOperation(tx, input, { state: 'succeeded', now });
    const copy = { sandboxId: sandbox.id, requestId: sandbox.askedBy.id, basis: input.basis };
    await requireGround(tx, copy);
    const columns = { database, role, baseline, fingerprint, readyAt: now };
    await moveSandbox(tx, sandbox.id, { from: 'building', to: 'ready' }, columns);
    await addFirstCopy(tx, sandbox.id, { ...columns, activatedAt: now, measure: input.measure });
    await notify(tx, enqueue, {
      to: sandbox.told,
      subject: `Sandbox ${sandbox.slug} is ready`,
      text: 'Open its page to create an API key.',
      href: `/s/${sandbox.slug}`,
    });
    const certificate = await findCertificateHash(tx, input.operationId);
    const { id: sandboxId, organizationId } = sandbox;
    return { sandboxId, organizationId, certificate };
  },
  audit: ({ input, result }) => ({
    event: 'sandbox.built',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: {
      operationId: input.operationId,
      attempt: input.attempt,
      fingerprint: input.fingerprint,
      rows: input.rows,
      bytes: input.bytes,
      certificate: result.certificate,
    },
  }),
});

/** The copy that a sandbox begins with, under the sandbox's own id. */
async function addFirstCopy(
  tx: Tx,
  sandboxId: string,
  built: Pick<
    Prisma.SandboxCopyUncheckedCreateInput,
    'database' | 'role' | 'baseline' | 'fingerprint' | 'readyAt' | 'activatedAt' | 'measure'
  >,
): Promise<void> {
  const { requestId, planVersionId, createdAt } = await tx.sandbox.findUniqueOrThrow({
    where: { id: sandboxId },
    select: { requestId: true, planVersionId: true, createdAt: true },
  });
  const origin = { id: sandboxId, sandboxId, requestId, planVersionId, createdAt };
  await tx.sandboxCopy.create({ data: { ...origin, ...built, state: 'active' } });
}
