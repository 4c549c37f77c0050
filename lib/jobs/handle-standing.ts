import { type Tx, transaction } from '../db/transaction';
import { enqueue } from './enqueue';
import { handle, type JobContext, type JobHandler } from './handler';
import type { StandingJob } from './job';

/** Says what a worker does at each look. */
export function handleStanding(job: StandingJob, look: (context: JobContext) => Promise<void>): JobHandler {
  const handler = handle(job, async (_payload, context) => {
    const { everyMs } = job;
    if (everyMs !== null) await transaction((tx) => askForLook(tx, job, everyMs));
    await look(context);
  });
  return { ...handler, standing: job };
}

/** Asks for a look, in the caller's transaction; it takes the place of one that waits. */
export async function askForLook(tx: Tx, job: StandingJob, inMs = 0): Promise<void> {
  await enqueue(tx, job, {}, { key: job.name, inMs });
}
