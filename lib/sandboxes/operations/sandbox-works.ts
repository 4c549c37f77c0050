import type { OperationWork } from '../../operations/operation-work';
import { buildOperation } from '../build/run-build';
import { dropOperation } from '../copies/work/run-drop-copy';
import { rollBackOperation } from '../copies/work/run-roll-back';
import { sealOperation } from '../copies/work/run-seal-copy';
import { destroyOperation } from '../destroy/run-destroy';
import { closeOperation } from '../shut/run-close-sandbox';
import { reopenOperation } from '../shut/run-reopen-sandbox';

/** What workers do with sandboxes. A kind that is missing here is never carried out (sandbox-works.test.ts). */
export const sandboxWorks: readonly OperationWork[] = [
  buildOperation,
  destroyOperation,
  sealOperation,
  rollBackOperation,
  dropOperation,
  closeOperation,
  reopenOperation,
];
