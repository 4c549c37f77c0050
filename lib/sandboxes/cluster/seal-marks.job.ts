import { defineStandingJob } from '../../jobs/job';

/**
 * Seals the marks that a release before decision 0086 left readable on databases of sandboxes. Every worker asks for it
 * when it starts, since a worker of that release may have built more meanwhile. Does nothing where none is left.
 */
export const sealMarksJob = defineStandingJob({ name: 'seal_marks', maxAttempts: 10, everyMs: null });
