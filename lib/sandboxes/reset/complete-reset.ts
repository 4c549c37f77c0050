import { defineCommand } from '../../command/command';
import type { Tx } from '../../db/transaction';
import { KnownError } from '../../errors';
import { notify } from '../../notices/notify';
import { builtCopy, recordCopied } from '../build/complete-build';
import { type CopyMeasure, copyMeasure } from '../copies/copy';
import { lockCopies } from '../copies/move-copy';
import { switchCopies } from '../copies/switch-copies';
import { endCopyOperation } from '../operations/end-operation';
import { smokeWords } from '../smoke/smoke-result';

/**
 * The worker reports a copy that was made from the baseline: it is in use from this commit on, under the same address, keys and
 * role, and what was in use is kept for undo. Throws `basis_changed` where the sandbox is not in use any more, or came from
 * another baseline meanwhile, and `state_conflict` for a superseded attempt and one that was to stop; nothing is switched then.
 */
export const completeReset = defineCommand({
  name: 'sandbox.complete_reset',
  input: builtCopy,
  allow: 'operation:work',
  run: async ({ input, tx, now, enqueue }) => {
    const { operationId, database, role, fingerprint, smoke } = input;
    const { sandboxId, requestedById } = await tx.operation.findUniqueOrThrow({
      where: { id: operationId },
      select: { sandboxId: true, requestedById: true },
    });
    await lockCopies(tx, sandboxId);
    const { copy, sandbox, told } = await endCopyOperation(tx, input, { state: 'succeeded', now });
    await requireSameBaseline(tx, sandboxId, copy.baselineId);
    const measure = await measureOf(tx, copy.baselineId, input.measure);
    const columns = {
      database,
      role,
      fingerprint,
      readyAt: now,
      ...(measure && { measure }),
      ...(smoke && { smoke }),
    };
    await tx.sandboxCopy.update({ where: { id: copy.id }, data: columns });
    const switched = await switchCopies(
      { tx, now, enqueue },
      { sandboxId, copyId: copy.id, from: 'building', requestedById },
    );
    await recordCopied(tx, input);
    await notify(tx, enqueue, {
      kind: 'act',
      to: told,
      subject: `Sandbox ${sandbox.slug} was reset`,
      text: `It has the rows of its baseline again, under the same address and keys. Its page shows until when this can be undone.${smoke ? ` ${smokeWords(smoke)}` : ''}`,
      href: `/s/${sandbox.slug}`,
    });
    const { formerId, keptUntil } = switched;
    return {
      sandboxId,
      organizationId: sandbox.organizationId,
      copyId: copy.id,
      baselineId: copy.baselineId,
      formerId,
      keptUntil: keptUntil.toISOString(),
    };
  },
  audit: ({ input, result }) => ({
    event: 'sandbox.reset',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: {
      copyId: result.copyId,
      baselineId: result.baselineId,
      formerId: result.formerId,
      keptUntil: result.keptUntil,
      operationId: input.operationId,
      attempt: input.attempt,
      fingerprint: input.fingerprint,
      copied: input.copied ?? null,
      smoke: input.smoke?.outcome ?? null,
    },
  }),
});

async function requireSameBaseline(tx: Tx, sandboxId: string, baselineId: string | null): Promise<void> {
  const { state, activeCopy } = await tx.sandbox.findUniqueOrThrow({
    where: { id: sandboxId },
    select: { state: true, activeCopy: { select: { baselineId: true } } },
  });
  if (state !== 'ready') throw new KnownError('basis_changed', 'The sandbox is not ready any more.');
  if (activeCopy?.baselineId !== baselineId)
    throw new KnownError('basis_changed', 'The copy in use came from another baseline meanwhile.');
}

/** The rows that were counted when the baseline was sealed, and what was written in the copy itself before its hand-over. */
async function measureOf(
  tx: Tx,
  baselineId: string | null,
  written: CopyMeasure | undefined,
): Promise<CopyMeasure | null> {
  const sealed = await tx.baseline.findUnique({
    where: { id: baselineId ?? '' },
    select: { copy: { select: { measure: true } } },
  });
  if (!written) return null;
  const counted = copyMeasure.safeParse(sealed?.copy.measure).data ?? {};
  return Object.fromEntries(
    Object.entries(written).map(([table, { rows, writes }]) => [
      table,
      { rows, isExact: false, ...counted[table], writes },
    ]),
  );
}
