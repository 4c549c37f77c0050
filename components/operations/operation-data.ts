import type { OperationView } from '@/lib/sandboxes/operations/operation-view';
import type { AsJson } from '../ui/data/as-json';

/** An operation as the page first has it and as its stream of events tells it: one shape for both. */
export type OperationData = AsJson<OperationView>;
export type StepData = OperationData['steps'][number];

/** The step at which it stands, or at which it ended. */
export function currentStep(operation: OperationData): StepData | undefined {
  return operation.steps.find(({ state }) => state === 'failed') ?? operation.steps.at(-1);
}

/**
 * How long the running step will still take, in milliseconds, at the pace that it has had; null while nobody can say.
 */
export function timeLeftMs(step: StepData | undefined, now: number): number | null {
  if (step?.state !== 'started' || !step.totalRows || step.rows === 0) return null;
  const elapsed = now - Date.parse(step.startedAt);
  return elapsed > 0 ? (elapsed * (step.totalRows - step.rows)) / step.rows : null;
}

/** Where it failed, as a heading. What went through all of its steps failed at none of them: it was not handed over. */
export function failureTitle({ steps }: OperationData): string {
  const failed = steps.find(({ state }) => state === 'failed');
  if (failed) return `It failed at the step “${failed.title}”`;
  const isBuilt = steps.length > 0 && steps.every(({ state }) => state === 'done' || state === 'skipped');
  return isBuilt ? 'It was built and not handed over' : 'It failed';
}
