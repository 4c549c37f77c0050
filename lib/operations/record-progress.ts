import { clock } from '../clock';
import { databaseNow, transaction } from '../db/transaction';
import { log } from '../log';
import { assertLease, type Lease } from './lease';
import type { StepOverview } from './operation';

/** How far a step of an operation is. Rows and bytes count from its beginning. */
export type StepProgress = {
  /** Its name within the operation. */
  step: string;
  /** What the step is called on a page. */
  title: string;
  state: 'started' | 'progress' | 'done' | 'skipped' | 'failed';
  rows?: number;
  bytes?: number;
  /** How many rows the step will write, where that is known before. */
  totalRows?: number;
  detail?: string;
  /** What of it only operators may read. */
  aside?: string;
  overview?: StepOverview;
};

/** People see four updates a second; more would only cost the database. */
const writeEveryMs = 250;

/**
 * Writes what work tells of itself into the operation's steps, in order and at a bounded rate. Progress is a courtesy: a
 * write that fails is logged and forgotten, and never stops the work. Rows of a superseded attempt are not written.
 */
export function recordProgress(lease: Lease): {
  add: (event: StepProgress) => void;
  flush: () => Promise<void>;
} {
  const positions = new Map<string, number>();
  const pending = new Map<string, StepProgress>();
  let writing: Promise<void> = Promise.resolve();
  let lastWrite = Number.NEGATIVE_INFINITY;

  const writeAll = async () => {
    lastWrite = clock.elapsed();
    const events = [...pending.values()];
    pending.clear();
    for (const event of events) await writeStep(lease, event, positions.get(event.step) ?? 0);
  };
  const schedule = () => {
    writing = writing
      .then(writeAll)
      .catch((error) => log.warn({ ...lease, error }, 'progress was not written'));
    return writing;
  };
  return {
    add: (event) => {
      if (!positions.has(event.step)) positions.set(event.step, positions.size);
      pending.set(event.step, { ...pending.get(event.step), ...event });
      if (event.state !== 'progress' || clock.elapsed() - lastWrite >= writeEveryMs) void schedule();
    },
    flush: schedule,
  };
}

async function writeStep(lease: Lease, event: StepProgress, position: number): Promise<void> {
  const state = event.state === 'progress' ? 'started' : event.state;
  const columns = {
    state,
    rows: BigInt(event.rows ?? 0),
    bytes: BigInt(event.bytes ?? 0),
    totalRows: event.totalRows === undefined ? null : BigInt(event.totalRows),
    detail: event.detail ?? null,
    aside: event.aside ?? null,
    ...(event.overview && { overview: event.overview }),
  } as const;
  const key = { operationId: lease.operationId, name: event.step };
  await transaction(async (tx) => {
    await assertLease(tx, lease);
    const finishedAt = state === 'started' ? null : await databaseNow(tx);
    await tx.operationStep.upsert({
      where: { operationId_name: key },
      create: { ...key, ...columns, finishedAt, title: event.title, position },
      update: { ...columns, finishedAt },
    });
  });
}
