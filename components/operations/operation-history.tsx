import { operationStateLabels } from '@/lib/operations/operation';
import { formatElapsed } from '../ui/data/amount';
import { RelativeTime } from '../ui/data/relative-time';
import { Disclosure } from '../ui/page/disclosure';
import type { OperationData } from './operation-data';
import { StepList } from './step-list';

/** Earlier operations, each unfolding into its steps. */
export function OperationHistory({ operations }: { operations: readonly OperationData[] }) {
  return operations.map((operation) => (
    <Disclosure
      key={operation.id}
      summary={
        <span className="flex flex-wrap gap-x-2">
          {operation.title}
          <span className="font-normal text-muted">
            {operationStateLabels[operation.state].toLowerCase()}{' '}
            <RelativeTime at={operation.finishedAt ?? operation.createdAt} />
            {describeEffort(operation)}
          </span>
        </span>
      }
    >
      {operation.failureMessage && <p className="mb-2 text-sm text-danger">{operation.failureMessage}</p>}
      {operation.failureAside && (
        <p className="mb-2 text-sm text-muted [overflow-wrap:anywhere]">{operation.failureAside}</p>
      )}
      {operation.steps.length > 0 ? (
        <StepList steps={operation.steps} />
      ) : (
        <p className="text-sm text-muted">It took no step.</p>
      )}
    </Disclosure>
  ));
}

function describeEffort({ startedAt, finishedAt, attempt, requestedBy }: OperationData): string {
  return [
    startedAt && finishedAt ? `, took ${formatElapsed(Date.parse(finishedAt) - Date.parse(startedAt))}` : '',
    attempt > 1 ? `, attempt ${attempt}` : '',
    requestedBy ? `, for ${requestedBy.name}` : '',
  ].join('');
}
