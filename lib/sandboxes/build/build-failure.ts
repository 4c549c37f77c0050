import type { KnownError } from '../../errors';
import type { Met } from '../../operations/met';
import type { ProvisionReport } from '../../provisioning';
import { groundFailure } from './require-ground';

/** How a build fails, as it is recorded and told. */
export type Told = Met & { step: string };

/**
 * Attempts before a build is given up. Each began because the worker before it died, or met a failure that passes: the
 * last attempt reports whatever it meets.
 */
export const mostAttempts = 8;

/** What was missing before a build could begin, its ground included. Pure. */
export function notSetUp(error: KnownError): Told {
  const told = groundFailure(error) ?? {
    code: error.code,
    message: error.message,
    remedy: 'Complete the settings of the workers, then build it again.',
  };
  return { ...told, step: 'start' };
}

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

/** Those of them after which nothing has to pass first. */
const brokenOff = new Set<string>(['connection_lost', 'dump_broken']);

/** What a report failed for, where the next attempt may well not meet it; null for other ends. Pure. */
export function metInPassing(report: ProvisionReport): { met: Met; waits: boolean } | null {
  const code = report.outcome === 'failed' ? report.failure?.code : undefined;
  if (!code || !transientCodes.has(code)) return null;
  return { met: failure(report), waits: !brokenOff.has(code) };
}

/** What a report failed for, and at which step. Pure. */
export function failure({ failure: known, steps }: ProvisionReport): Told {
  const failedStep = steps.find((step) => step.outcome.state === 'failed')?.title ?? 'start';
  return {
    step: failedStep,
    code: known?.code ?? 'internal',
    message: known?.message ?? 'The build failed and did not say why.',
    remedy: known?.remedy ?? 'Build it again; if it fails again, tell the operators.',
    ...(known?.aside && { aside: known.aside }),
  };
}

/** Every attempt was lost with its worker. */
export const gaveUp: Told = {
  step: 'start',
  code: 'attempts_used_up',
  message: `The build was begun ${mostAttempts} times and its worker was lost each time.`,
  remedy: 'Look into the workers’ logs before you build it again.',
};
