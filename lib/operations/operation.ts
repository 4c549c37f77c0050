/**
 * The vocabulary of operations: durable work, of whatever kind.
 *
 * Queued, then running under a worker's lease; a lease that runs out gives the work to another worker under the next
 * attempt number. It ends succeeded, failed or cancelled; a worker that stops gives its work back to the queue.
 *
 * Safe in the browser.
 */

import { z } from 'zod';

/** How far a step is that goes table by table: some of the tables, those under way first, and how many there are. */
export const stepOverview = z
  .object({
    tables: z.array(
      z.object({
        table: z.string(),
        rows: z.number(),
        bytes: z.number(),
        /** The planner's estimate; null where the table was never analysed. */
        estimatedRows: z.number().nullable(),
        done: z.boolean(),
      }),
    ),
    done: z.number(),
    total: z.number(),
  })
  .nullable();
export type StepOverview = NonNullable<z.infer<typeof stepOverview>>;

/** What is said of a kind of operation. Each noun lists its own kinds (lib/sandboxes/operations/sandbox-operation.ts). */
export type OperationKind = {
  /** As rows and the audit have it. */
  name: string;
  title: string;
  /** Why it cannot be cancelled while it waits or runs, in words; null where it can. */
  whyNotCancel: string | null;
  /** It goes on behind a sandbox that is in use, without anybody waiting for it. */
  isQuiet: boolean;
};

export const operationStates = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const;
export type OperationState = (typeof operationStates)[number];

export const operationStateLabels: Record<OperationState, string> = {
  queued: 'Waiting for a worker',
  running: 'Running',
  succeeded: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

export const stepStateLabels = {
  started: 'Running',
  done: 'Done',
  skipped: 'Skipped',
  failed: 'Failed',
} as const;

/** Whether nothing more will happen to it by itself. */
export function isFinished(state: OperationState): boolean {
  return state === 'succeeded' || state === 'failed' || state === 'cancelled';
}
