import type { OperationKind } from './operation';
import type { OperationContext, OperationEnd } from './operation-context';

/** What a worker does with operations of one kind. */
export type OperationWork = {
  kind: OperationKind;
  /** Safe to repeat after a crash at any line: another worker takes the operation over under its next attempt. */
  run: (context: OperationContext) => Promise<OperationEnd>;
};

/** Declares the work of one kind; the worker registers it (bin/worker.ts). The identity function, for its types. */
export function defineOperation(work: OperationWork): OperationWork {
  return work;
}
