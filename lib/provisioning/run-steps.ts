import { clock } from '../clock';
import { log } from '../log';
import type { Build } from './build';
import { findObjects, removeObjects } from './cluster/remove-objects';
import { withConnection } from './connect';
import { loaderRole } from './names';
import {
  blamingLoss,
  type Failure,
  failureOf,
  ProvisioningError,
  toProvisioningError,
} from './provisioning-error';
import type { ProgressEvent, ProvisionReport, StepOutcome, StepReport } from './report';
import type { Step } from './step';

/**
 * Runs the steps of a build in order and turns whatever happens into a report. The first step that fails ends it;
 * then everything that this attempt and those before it made is removed. Progress is told at most every quarter of a second per step.
 */
const progressEveryMs = 250;

export async function runSteps(build: Build, steps: readonly Step[]): Promise<ProvisionReport> {
  const reports: StepReport[] = [];
  for (const step of steps) {
    const started = clock.elapsed();
    const outcome = await runStep(build, step);
    reports.push({ step: step.name, title: step.title, durationMs: clock.elapsed() - started, outcome });
    if (outcome.state === 'failed') return fail(build, reports, outcome.failure);
  }
  return { ...(await summary(build, reports)), outcome: 'done', leftovers: [] };
}

async function runStep(build: Build, step: Step): Promise<StepOutcome> {
  const { onProgress, pauseAt, signal } = build.options;
  const tell = (event: Omit<ProgressEvent, 'step' | 'title'>) =>
    onProgress?.({ step: step.name, title: step.title, ...event });
  try {
    signal.throwIfAborted();
    await build.assertHeld();
    await pauseAt?.(`${step.name}:before`);
    const reason = step.whySkip?.(build) ?? ((await step.isDone(build)) ? 'It was done before.' : null);
    if (reason !== null) {
      tell({ state: 'skipped', detail: reason });
      return { state: 'skipped', reason };
    }
    tell({ state: 'started' });
    const result = await step.run(
      build,
      throttled((event) => tell({ state: 'progress', ...event })),
    );
    await pauseAt?.(`${step.name}:after`);
    tell({ state: 'done', ...result });
    return { state: 'done', ...result };
  } catch (thrown) {
    const error = signal.aborted
      ? new ProvisioningError('cancelled', 'The build was cancelled.', undefined, { cause: thrown })
      : blamingLoss(toProvisioningError(thrown, 'target', `at the step “${step.title}”`), build.lostSession);
    const { code, sqlstate, aside } = error;
    tell({ state: 'failed', detail: error.message, ...(aside && { aside }) });
    if (aside) log.warn({ step: step.name, code, sqlstate, aside }, 'a step of a build failed');
    return { state: 'failed', failure: failureOf(error) };
  }
}

function throttled<T>(tell: (event: T) => void): (event: T) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (event) => {
    if (clock.elapsed() - last < progressEveryMs) return;
    last = clock.elapsed();
    tell(event);
  };
}

async function summary(build: Build, steps: StepReport[]) {
  const source = await build.knownSource();
  const mark = await build.mark().catch(() => null);
  return {
    steps,
    database: build.published,
    role: build.tenant,
    baseline: build.baseline,
    copied: build.copied ?? null,
    fingerprint: source?.fingerprint ?? build.order.baseline?.fingerprint ?? null,
    rows: mark?.rows ?? 0,
    bytes: mark?.bytes ?? 0,
  };
}

async function fail(build: Build, steps: StepReport[], failure: Failure): Promise<ProvisionReport> {
  const report = await summary(build, steps);
  await build.close();
  const leftovers = await removeAttempt(build);
  return { ...report, outcome: failure.code === 'cancelled' ? 'cancelled' : 'failed', failure, leftovers };
}

/**
 * Removes what this attempt made, and an earlier one whose worker died, over a session of its own, since the build's may
 * be broken. Names what it could not remove; when the cluster does not answer at all, that is whatever may exist.
 */
async function removeAttempt(build: Build): Promise<string[]> {
  const { copyId, attempt } = build.order;
  const { connections, ledger } = build.options;
  try {
    const options = { side: 'target', applicationName: 'sandgate/clean-up' } as const;
    return await withConnection(connections.clusterUrl, options, async (cluster) => {
      const objects = (await findObjects(cluster, { ledger, connections }, copyId)).filter(
        (object) => object.attempt <= attempt,
      );
      const parts = await removeObjects(cluster, ledger, copyId, objects);
      return parts.filter(({ state }) => state === 'remains').map(({ name }) => name);
    });
  } catch {
    return [build.building, build.baseline, build.published, build.tenant, loaderRole(copyId, attempt)];
  }
}
