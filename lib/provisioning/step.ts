import type { Build } from './build';
import type { ProgressEvent, StepName, TableOverview } from './report';

/** What a running step reports in between: rows and bytes since its start. */
export type Progress = (
  event: Pick<ProgressEvent, 'rows' | 'bytes' | 'totalRows' | 'detail' | 'overview'>,
) => void;

export type StepResult = { rows?: number; bytes?: number; detail?: string; overview?: TableOverview };

/**
 * One step of a build. `run` may be repeated after a crash at any of its lines and then ends as if it had run once; it
 * throws a ProvisioningError, or anything that `toProvisioningError` can name.
 */
export type Step = {
  name: StepName;
  /** For people, as a noun phrase. */
  title: string;
  /** Why this plan does without the step, in words; null when it is needed. */
  whySkip?(build: Build): string | null;
  /** Whether an earlier run of this attempt has completed it. */
  isDone(build: Build): Promise<boolean>;
  run(build: Build, progress: Progress): Promise<StepResult>;
};

/** The common way of knowing: the database's mark lists the step. */
export async function isMarked(build: Build, step: StepName): Promise<boolean> {
  const mark = await build.mark();
  return mark?.use === 'published' || (mark?.done.includes(step) ?? false);
}
