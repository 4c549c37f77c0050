import { z } from 'zod';
import { type CommandContext, defineCommand } from '../../command/command';
import { daysAfter } from '../../days';
import type { Prisma } from '../../db/generated/client';
import type { Tx } from '../../db/transaction';
import { productionDays } from '../../ends/end';
import { createId } from '../../ids';
import { notify } from '../../notices/notify';
import { letGo } from '../clone/let-go';
import { type CopyHandOver, copiedFiles, copyMeasure, decideDays } from '../copies/copy';
import { moveCopy } from '../copies/move-copy';
import { settleCopyJob } from '../copies/settle/settle-copy.job';
import { moveSandbox } from '../move-sandbox';
import { type EndedCopyOperation, endCopyOperation } from '../operations/end-operation';
import { isShut } from '../sandbox';
import { queueClosing } from '../shut/shut-sandbox';
import { smokeResult, smokeWords } from '../smoke/smoke-result';
import { buildBasis } from './basis';
import { findCertificateHash } from './find-certificate-hash';
import { requireGround } from './require-ground';

/** What the worker reports of a copy that was built, whatever it was built from. */
export const builtCopy = z.strictObject({
  operationId: z.string(),
  attempt: z.int().positive(),
  database: z.string(),
  role: z.string(),
  fingerprint: z.string(),
  rows: z.int().nonnegative(),
  bytes: z.int().nonnegative(),
  measure: copyMeasure.optional(),
  smoke: smokeResult.optional(),
  /** How the cluster copied its files: of a reset those of the copy, of every other those of its baseline. */
  copied: copiedFiles.nullish(),
});

const builtFromSource = builtCopy.extend({
  baseline: z.string(),
  /** What it was built from, which has to be so still; null for a clone, which reads no source. */
  basis: buildBasis.nullable(),
});

/**
 * The worker reports a finished copy. A first copy goes into use at once and its sandbox is ready; any other waits for
 * somebody to activate or discard it. Throws `not_signed`, `source_moved` or `basis_changed` where what it stood on went
 * away meanwhile, and `state_conflict` for a superseded attempt and one that was to stop; nothing is handed over then.
 */
export const completeBuild = defineCommand({
  name: 'copy.complete_build',
  input: builtFromSource,
  allow: 'operation:work',
  run: async ({ input, tx, now, enqueue }) => {
    const { database, role, baseline, fingerprint, measure, smoke } = input;
    const ended = await endCopyOperation(tx, input, { state: 'succeeded', now });
    const { copy, sandbox } = ended;
    await requireGround(tx, { copyId: copy.id, basis: input.basis });
    const baselineId = createId();
    await tx.baseline.create({
      data: {
        id: baselineId,
        sandboxId: sandbox.id,
        copyId: copy.id,
        database: baseline,
        role,
        fingerprint,
        bytes: input.bytes,
        createdAt: now,
      },
    });
    const columns = {
      database,
      role,
      baselineId,
      fingerprint,
      readyAt: now,
      ...(measure && { measure }),
      ...(smoke && { smoke }),
    };
    await recordCopied(tx, input);
    const tried = smoke ? ` ${smokeWords(smoke)}` : '';
    await handOver[copy.handOver]({ tx, now, enqueue }, ended, columns, tried);
    await letGo({ tx, now, enqueue }, copy.id);
    const certificate = await findCertificateHash(tx, input.operationId);
    return { sandboxId: sandbox.id, copyId: copy.id, organizationId: sandbox.organizationId, certificate };
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
      smoke: input.smoke?.outcome ?? null,
    },
  }),
});

/** Keeps with the operation how files were copied, for whoever asks later how long that takes here. */
export async function recordCopied(
  tx: Tx,
  { operationId, copied }: Pick<z.output<typeof builtCopy>, 'operationId' | 'copied'>,
): Promise<void> {
  if (copied) await tx.operation.update({ where: { id: operationId }, data: { report: { copied } } });
}

/** What came from production ends after its days at the latest, however long was asked for. */
async function endInTime(tx: Tx, sandboxId: string, now: Date): Promise<void> {
  const latest = daysAfter(now, productionDays);
  await tx.sandbox.updateMany({
    where: { id: sandboxId, shape: 'snapshot', expiresAt: { gt: latest } },
    data: { expiresAt: latest },
  });
}

type Context = Pick<CommandContext<unknown>, 'tx' | 'now' | 'enqueue'>;

/** `tried` is what is told of the smoke test, after a space; empty where there was none. */
type HandOver = (
  context: Context,
  ended: EndedCopyOperation,
  columns: Columns,
  tried: string,
) => Promise<void>;
type Columns = Prisma.SandboxCopyUncheckedUpdateManyInput;

const handOver: Record<CopyHandOver, HandOver> = {
  at_once: async ({ tx, now, enqueue }, { copy, sandbox, told }, columns, tried) => {
    await moveCopy(tx, copy.id, { from: 'building', to: 'active' }, { ...columns, activatedAt: now });
    const inUse = { activeCopyId: copy.id, readyAt: now };
    await moveSandbox(tx, sandbox.id, { from: 'building', to: 'ready' }, inUse);
    await endInTime(tx, sandbox.id, now);
    await notify(tx, enqueue, {
      kind: 'act',
      to: told,
      subject: `Sandbox ${sandbox.slug} is ready`,
      text: `Open its page to create an API key.${tried}`,
      href: `/s/${sandbox.slug}`,
    });
  },
  on_decision: async ({ tx, now, enqueue }, { copy, sandbox, told }, columns, tried) => {
    const decideBy = daysAfter(now, decideDays);
    await moveCopy(tx, copy.id, { from: 'building', to: 'waiting' }, { ...columns, decideBy });
    await enqueue(settleCopyJob, { copyId: copy.id }, { key: `copy:${copy.id}` });
    // It was built open; its sandbox was shut meanwhile.
    if (isShut(sandbox.state)) await queueClosing({ tx, now, enqueue }, sandbox.id, null);
    await notify(tx, enqueue, {
      kind: 'act',
      to: told,
      subject: `Sandbox ${sandbox.slug}: its refreshed copy waits`,
      text: `Activate or discard it within ${decideDays} days; until then the sandbox goes on as it is.${tried}`,
      href: `/s/${sandbox.slug}`,
    });
  },
};
