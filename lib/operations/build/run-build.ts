import { isConflict, KnownError } from '../../errors';
import { log } from '../../log';
import type { SandboxPlan } from '../../provisioning';
import { type ProvisionReport, provision } from '../../provisioning';
import { measureSandbox } from '../../provisioning/measure-sandbox';
import type { CopyMeasure } from '../../sandboxes/copies/copy';
import { clusterLedger } from '../cluster-ledger';
import type { OperationContext, OperationEnd } from '../operation-context';
import { type CopyToBuild, clusterUrl, loadConnections, loadPlan, snapshotLimits } from './load-plan';
import { recordProgress } from './record-progress';
import { storeCertificate } from './store-certificate';

/**
 * Attempts before a build is given up. Each began because the worker before it died, or met a failure that passes: the
 * last attempt reports whatever it meets.
 */
const mostAttempts = 8;

/** Names the attempt whose result this is. */
type Attempt = { operationId: string; attempt: number };

/** What is recorded of each end of a build; sandboxes and refreshes have commands of their own for it. */
export type BuildEnds = {
  done: (result: Attempt & ReturnType<typeof published> & { measure?: CopyMeasure }) => Promise<unknown>;
  failed: (result: Attempt & Told) => Promise<unknown>;
  cancelled: (result: Attempt) => Promise<unknown>;
};

/**
 * Builds one copy of a sandbox and records how that ended. The engine cleans up after itself; what is recorded is what it
 * reports. A result that arrives after another worker took over is refused by the attempt number and dropped.
 */
export async function runBuild(
  { lease, signal, assertHeld }: OperationContext,
  copy: CopyToBuild,
  ends: BuildEnds,
): Promise<OperationEnd> {
  const result = { operationId: lease.operationId, attempt: lease.attempt };
  const progress = recordProgress(lease);
  const loaded = await load(copy, lease.attempt);
  if (loaded instanceof KnownError) {
    await ends.failed({ ...result, ...notSetUp(loaded) });
    return 'finished';
  }
  const report = await provision(loaded.plan, {
    connections: loaded.connections,
    ledger: clusterLedger,
    signal: lease.attempt > mostAttempts ? AbortSignal.abort() : signal,
    limits: snapshotLimits(),
    onProgress: progress.add,
    onCertificate: (proof) => storeCertificate(lease, copy, proof),
    assertHeld,
  });
  await progress.flush();
  try {
    if (report.outcome === 'done')
      await ends.done({ ...result, ...published(report), ...(await measured(loaded.plan, report)) });
    else if (lease.attempt > mostAttempts) await ends.failed({ ...result, ...gaveUp });
    else if (isTransient(report) && !signal.aborted && lease.attempt < mostAttempts) return 'returned';
    else if (report.outcome === 'failed') await ends.failed({ ...result, ...failure(report) });
    else if (signal.reason === 'cancel') await ends.cancelled(result);
    else return 'returned';
  } catch (error) {
    if (!isConflict(error)) throw error;
    log.warn(result, 'the result of a superseded attempt was dropped');
  }
  return 'finished';
}

async function load(copy: CopyToBuild, attempt: number) {
  try {
    return { plan: await loadPlan(copy, attempt), connections: await loadConnections(copy.sandboxId) };
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
  'dump_broken',
  'source_unreachable',
  'target_unreachable',
  'too_many_connections',
  'lock_timeout',
  'object_in_use',
]);

function isTransient({ outcome, failure: known }: ProvisionReport): boolean {
  return outcome === 'failed' && known !== undefined && transientCodes.has(known.code);
}

/**
 * How full a snapshot is before anybody gets in, so that its later changes can be told from its load. A courtesy: a copy
 * that could not be measured is handed over without.
 */
async function measured(
  { shape, product, role }: SandboxPlan,
  report: ProvisionReport,
): Promise<{ measure?: CopyMeasure }> {
  if (shape !== 'snapshot') return {};
  const place = { database: report.database, schema: product.schema, role: report.role };
  try {
    return {
      measure: await measureSandbox({ ...place, password: role.password }, { clusterUrl: clusterUrl() }),
    };
  } catch (error) {
    log.warn({ database: report.database, error }, 'a finished copy could not be measured');
    return {};
  }
}

function published({ database, role, baseline, fingerprint, rows, bytes }: ProvisionReport) {
  return { database, role, baseline, fingerprint: fingerprint ?? '', rows, bytes };
}

type Told = { step: string; code: string; message: string; remedy: string };

function failure({ failure: known, steps }: ProvisionReport): Told {
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
