import { systemActor } from '../../access/actor';
import { runOrThrow } from '../../command/run';
import { db } from '../../db/client';
import { toJson } from '../../db/to-json';
import { KnownError } from '../../errors';
import { createId } from '../../ids';
import { log } from '../../log';
import { type Certificate, type ProvisionReport, provision } from '../../provisioning';
import { clusterLedger } from '../cluster-ledger';
import type { OperationContext, OperationEnd } from '../operation-context';
import { beginBuild } from './begin-build';
import { cancelBuild } from './cancel-build';
import { completeBuild } from './complete-build';
import { failBuild } from './fail-build';
import { loadConnections, loadPlan } from './load-plan';
import { recordProgress } from './record-progress';

/**
 * Attempts before a build is given up. Each began because the worker before it died, or met a failure that passes: the
 * last attempt reports whatever it meets.
 */
const mostAttempts = 8;

/**
 * Builds the sandbox and records how that ended. The engine cleans up after itself; what is recorded is what it
 * reports. A result that arrives after another worker took over is refused by the attempt number and dropped.
 */
export async function runProvision(context: OperationContext): Promise<OperationEnd> {
  const { lease, sandboxId, signal, assertHeld } = context;
  const worker = systemActor('worker');
  const result = { operationId: lease.operationId, attempt: lease.attempt };
  const sandbox = await db().sandbox.findUniqueOrThrow({ where: { id: sandboxId }, select: { state: true } });
  if (sandbox.state === 'scheduled') await runOrThrow(beginBuild, { operationId: lease.operationId }, worker);
  const progress = recordProgress(lease);
  const loaded = await load(sandboxId, lease.attempt);
  if (loaded instanceof KnownError) {
    await runOrThrow(failBuild, { ...result, ...notSetUp(loaded) }, worker);
    return 'finished';
  }
  const report = await provision(loaded.plan, {
    connections: loaded.connections,
    ledger: clusterLedger,
    signal: lease.attempt > mostAttempts ? AbortSignal.abort() : signal,
    onProgress: progress.add,
    onCertificate: (proof) => storeCertificate(sandboxId, proof),
    assertHeld,
  });
  await progress.flush();
  try {
    if (report.outcome === 'done')
      await runOrThrow(completeBuild, { ...result, ...published(report) }, worker);
    else if (lease.attempt > mostAttempts) await runOrThrow(failBuild, { ...result, ...gaveUp }, worker);
    else if (isTransient(report) && !signal.aborted && lease.attempt < mostAttempts) return 'returned';
    else if (report.outcome === 'failed')
      await runOrThrow(failBuild, { ...result, ...failure(report) }, worker);
    else if (signal.reason === 'cancel') await runOrThrow(cancelBuild, result, worker);
    else return 'returned';
  } catch (error) {
    if (!(error instanceof KnownError && error.code === 'state_conflict')) throw error;
    log.warn(result, 'the result of a superseded attempt was dropped');
  }
  return 'finished';
}

async function load(sandboxId: string, attempt: number) {
  try {
    return { plan: await loadPlan(sandboxId, attempt), connections: await loadConnections(sandboxId) };
  } catch (error) {
    if (error instanceof KnownError) return error;
    throw error;
  }
}

const notSetUp = ({ code, message }: KnownError) => ({
  step: 'start',
  code,
  message,
  remedy:
    code === 'state_conflict'
      ? 'Put the request before compliance again, on its page.'
      : 'Complete the settings of the workers, then build it again.',
});

/** Failures that the next attempt may well not meet: a server that was restarted, a lock of a worker that has died. */
const transientCodes = new Set<string>([
  'connection_lost',
  'source_unreachable',
  'target_unreachable',
  'too_many_connections',
  'lock_timeout',
  'object_in_use',
]);

function isTransient({ outcome, failure: known }: ProvisionReport): boolean {
  return outcome === 'failed' && known !== undefined && transientCodes.has(known.code);
}

/** Kept whether it passed or not: a failed proof says which column to look at. */
async function storeCertificate(sandboxId: string, proof: Certificate): Promise<void> {
  await db().certificate.create({
    data: { id: createId(), sandboxId, document: toJson(proof), hash: proof.result, passed: proof.passed },
  });
}

function published({ database, role, baseline, fingerprint, rows, bytes }: ProvisionReport) {
  return { database, role, baseline, fingerprint: fingerprint ?? '', rows, bytes };
}

function failure({ failure: known, steps }: ProvisionReport) {
  const failedStep = steps.find((step) => step.outcome.state === 'failed')?.title ?? 'start';
  return {
    step: failedStep,
    code: known?.code ?? 'internal',
    message: known?.message ?? 'The build failed and did not say why.',
    remedy: known?.remedy ?? 'Build it again; if it fails again, tell the operators.',
  };
}

const gaveUp = {
  step: 'start',
  code: 'attempts_used_up',
  message: `The build was begun ${mostAttempts} times and its worker was lost each time.`,
  remedy: 'Look into the workers’ logs before you build it again.',
};
