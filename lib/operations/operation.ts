/**
 * The vocabulary of operations: durable work on a sandbox.
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

export const operationKinds = ['build', 'destroy', 'seal_copy', 'roll_back', 'drop_copy'] as const;
export type OperationKind = (typeof operationKinds)[number];

export const operationStates = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const;
export type OperationState = (typeof operationStates)[number];

export const operationKindLabels: Record<OperationKind, string> = {
  build: 'Build',
  destroy: 'Destroy',
  seal_copy: 'Close the former copy',
  roll_back: 'Roll back',
  drop_copy: 'Drop a copy',
};

/** What goes on behind a sandbox that is in use, without anybody waiting for it. */
export function isQuiet(kind: OperationKind): boolean {
  return kind === 'seal_copy' || kind === 'drop_copy';
}

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

/** Why it cannot be cancelled now, in words; null when it can. */
export function whyNotCancel(operation: { kind: OperationKind; state: OperationState }): string | null {
  if (isFinished(operation.state)) return 'It has ended already.';
  if (operation.kind === 'destroy') return 'Destroying is not stopped half way.';
  if (operation.kind !== 'build') return 'This takes a moment and is not stopped half way.';
  return null;
}
