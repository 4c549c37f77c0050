import { systemActor } from '../../access/actor';
import { runOrThrow } from '../../command/run';
import { db } from '../../db/client';
import { isConflict, KnownError } from '../../errors';
import { log } from '../../log';
import type { OperationContext, OperationEnd } from '../../operations/operation-context';
import { defineOperation } from '../../operations/operation-work';
import { recordProgress } from '../../operations/record-progress';
import type { BuildOrder } from '../../provisioning';
import { measureCopy, type ProvisionReport, provision } from '../../provisioning';
import { loadClone } from '../clone/load-clone';
import { openCloned } from '../clone/open-cloned';
import { clusterUrl } from '../cluster/cluster-connections';
import { clusterLedger } from '../cluster/cluster-ledger';
import { type CopyMeasure, isReset } from '../copies/copy';
import { sandboxOperations } from '../operations/sandbox-operation';
import { withOwnSession } from '../own-session';
import { completeReset } from '../reset/complete-reset';
import { loadReset } from '../reset/load-reset';
import type { SmokeResult } from '../smoke/smoke-result';
import { smokeTestCopy } from '../smoke/smoke-test-copy';
import type { BuildBasis } from './basis';
import { beginBuild } from './begin-build';
import { failure, gaveUp, metInPassing, mostAttempts, notSetUp, type Told } from './build-failure';
import { cancelBuild } from './cancel-build';
import { completeBuild } from './complete-build';
import { failBuild } from './fail-build';
import { type CopyToBuild, loadConnections, loadPlan, snapshotLimits } from './load-plan';
import { groundFailure } from './require-ground';
import { storeCertificate } from './store-certificate';
import { takeBack } from './take-back';

/** Names the attempt whose result this is. */
type Attempt = { operationId: string; attempt: number };

const worker = systemActor('worker');

type Built = ReturnType<typeof published> & {
  basis: BuildBasis | null;
  measure?: CopyMeasure;
  smoke?: SmokeResult | undefined;
};

/**
 * Builds one copy of a sandbox and records how that ended. The engine cleans up after itself; what is recorded is what it
 * reports. A copy that is built and may not be handed over any more is removed before its failure is recorded. A result
 * that arrives after another worker took over is refused by the attempt number and dropped.
 */
async function runBuild(context: OperationContext): Promise<OperationEnd> {
  const { lease, signal, assertHeld } = context;
  const copy = await begin(context.copyId);
  const loaded = await load(copy, lease.attempt);
  if (loaded instanceof KnownError) return settle(context, copy, { failed: notSetUp(loaded) });
  const { plan, connections, basis, closes } = loaded;
  const progress = recordProgress(lease);
  const report = await provision(plan, {
    connections,
    ledger: clusterLedger,
    signal: lease.attempt > mostAttempts ? AbortSignal.abort() : signal,
    limits: snapshotLimits(),
    onProgress: progress.add,
    onCertificate: (proof) => storeCertificate(lease, copy, proof),
    assertHeld,
    whileInUse: withOwnSession,
    ...(closes && { onInUseCopied: () => openCloned(closes) }),
  });
  const smoke =
    report.outcome === 'done' ? await smokeTestCopy(placeOf(copy, report), progress.add) : undefined;
  await progress.flush();
  if (report.outcome === 'done')
    return handOver(context, copy, { ...published(report), ...(await measured(plan, report)), smoke, basis });
  if (lease.attempt > mostAttempts) return settle(context, copy, { failed: gaveUp });
  const met = signal.aborted || lease.attempt === mostAttempts ? null : metInPassing(report);
  if (met) return met;
  if (report.outcome === 'failed') return settle(context, copy, { failed: failure(report) });
  return signal.reason === 'cancel' ? settle(context, copy, 'cancelled') : 'returned';
}

/** Hands a finished copy over, or takes it back: because its ground went away, or because somebody asked to stop. */
async function handOver(context: OperationContext, copy: CopyToBuild, built: Built): Promise<OperationEnd> {
  const { operationId, attempt } = context.lease;
  try {
    await complete({ operationId, attempt }, copy, built);
    return 'finished';
  } catch (error) {
    const failed = groundFailure(error);
    if (failed) return settle(context, copy, { failed: { ...failed, ...remedyOf(copy, failed.code) } });
    if (!isConflict(error)) throw error;
    if (await isToStop({ operationId, attempt })) return settle(context, copy, 'cancelled');
    log.warn({ operationId, attempt }, 'the result of a superseded attempt was dropped');
    return 'finished';
  }
}

/** What is to be done where the remedy of the code is not what helps this kind of copy. */
function remedyOf(copy: CopyToBuild, code: string): { remedy?: string } {
  const nothing = 'Nothing was handed over and nothing is left.';
  if (isReset(copy)) return { remedy: `${nothing} Reset it again once it is in use.` };
  return copy.origin === 'sandbox' && code === 'basis_changed'
    ? { remedy: `${nothing} Begin the clone again once that sandbox is in use, or ask for another one.` }
    : {};
}

function complete(
  attempt: Attempt,
  copy: CopyToBuild,
  { basis, baseline, ...built }: Built,
): Promise<unknown> {
  if (isReset(copy)) return runOrThrow(completeReset, { ...attempt, ...built }, worker);
  return runOrThrow(completeBuild, { ...attempt, ...built, baseline, basis }, worker);
}

async function isToStop({ operationId, attempt }: Attempt): Promise<boolean> {
  const where = { id: operationId, attempt, state: 'running', cancelRequestedAt: { not: null } } as const;
  return (await db().operation.count({ where })) === 1;
}

/** Records that nothing was handed over, once nothing is left; what cannot be removed now is tried again. */
async function settle(
  { lease }: OperationContext,
  copy: CopyToBuild,
  end: { failed: Told } | 'cancelled',
): Promise<OperationEnd> {
  const { operationId, attempt } = lease;
  const isGone = await takeBack(copy.id, attempt);
  if (!isGone && attempt < mostAttempts) return 'returned';
  try {
    if (end === 'cancelled') await runOrThrow(cancelBuild, { operationId, attempt }, worker);
    else await runOrThrow(failBuild, { operationId, attempt, ...end.failed }, worker);
  } catch (error) {
    if (!isConflict(error)) throw error;
    log.warn({ operationId, attempt }, 'the result of a superseded attempt was dropped');
  }
  return 'finished';
}

/** The copy that is built. One that was scheduled begins, now that its day has come. */
async function begin(copyId: string | null): Promise<CopyToBuild> {
  const { state, ...copy } = await db().sandboxCopy.findUniqueOrThrow({
    where: { id: copyId ?? '' },
    select: { id: true, state: true, sandboxId: true, requestId: true, origin: true },
  });
  if (state === 'scheduled') await runOrThrow(beginBuild, { copyId: copy.id }, worker);
  return copy;
}

async function load(copy: CopyToBuild, attempt: number) {
  try {
    if (isReset(copy)) return { ...(await loadReset(copy, attempt)), basis: null, closes: null };
    if (copy.origin === 'sandbox') return { ...(await loadClone(copy, attempt)), basis: null };
    const connections = await loadConnections(copy.sandboxId);
    return { ...(await loadPlan(copy, attempt)), connections, closes: null };
  } catch (error) {
    if (error instanceof KnownError) return error;
    throw error;
  }
}

/**
 * How full a copy is before anybody gets in, so that its later changes can be told from its load. A courtesy: a copy that could
 * not be measured is handed over without. Of a reset only what was written already is asked, by its smoke test for one: how
 * many rows it has is known from its baseline.
 */
async function measured(
  { shape, product, role }: BuildOrder,
  report: ProvisionReport,
): Promise<{ measure?: CopyMeasure }> {
  const place = { database: report.database, schema: product.schema, role: report.role };
  try {
    const how = { clusterUrl: clusterUrl(), ...(shape === 'baseline' && { forMs: 0 }) };
    const { tables } = await measureCopy({ ...place, password: role.password }, how);
    return { measure: tables };
  } catch (error) {
    log.warn({ database: report.database, error }, 'a finished copy could not be measured');
    return {};
  }
}

const placeOf = ({ sandboxId }: CopyToBuild, { database, role }: ProvisionReport) => ({
  sandboxId,
  database,
  role,
});

function published({ database, role, baseline, fingerprint, rows, bytes, copied }: ProvisionReport) {
  return { database, role, baseline, fingerprint: fingerprint ?? '', rows, bytes, copied };
}

export const buildOperation = defineOperation({ kind: sandboxOperations.build, run: runBuild });
