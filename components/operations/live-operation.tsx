'use client';

import type { ReactNode } from 'react';
import { isFinished, operationStateLabels } from '@/lib/operations/operation';
import { classNames } from '../ui/class-names';
import { formatElapsed } from '../ui/data/amount';
import { ProgressBar } from '../ui/data/progress-bar';
import { RelativeTime } from '../ui/data/relative-time';
import { useNow } from '../ui/data/use-now';
import { Banner } from '../ui/feedback/banner';
import { Panel } from '../ui/page/panel';
import { currentStep, failureTitle, type OperationData, timeLeftMs } from './operation-data';
import { StepList } from './step-list';
import { useOperation } from './use-operation';

/**
 * The latest operation, step by step, live to whoever looks. It keeps its height while steps arrive, so that nothing
 * below it moves. `actions` are what can be done about it.
 */
export function LiveOperation({ initial, actions }: { initial: OperationData; actions: ReactNode }) {
  const operation = useOperation(initial);
  const step = currentStep(operation);
  const isOver = isFinished(operation.state);
  return (
    <Panel title={operation.title} aside={<OperationClock operation={operation} />}>
      <div className={classNames('flex flex-col gap-3', !isOver && heights[operation.kind])}>
        {!isOver && (
          <>
            <ProgressBar
              label={step ? step.title : 'Waiting for a worker'}
              value={step?.totalRows ? step.rows : undefined}
              max={step?.totalRows ?? undefined}
            />
            <p aria-live="polite" className="text-sm">
              {operation.cancelRequestedAt
                ? 'It stops at the next step and clears away what it made.'
                : describe(operation)}
            </p>
            {operation.state === 'queued' && operation.againAt && operation.failureMessage && (
              <Banner tone="warning" title={`Attempt ${operation.attempt} came to nothing`}>
                <WhatWasMet operation={operation} />
                <p className="mt-1">
                  The next attempt begins <RelativeTime at={operation.againAt} />.
                </p>
              </Banner>
            )}
          </>
        )}
        {operation.state === 'failed' && (
          <Banner tone="danger" title={failureTitle(operation)}>
            <WhatWasMet operation={operation} />
            {operation.failureRemedy && <p className="mt-1 text-ink">{operation.failureRemedy}</p>}
          </Banner>
        )}
        {operation.state === 'cancelled' && (
          <Banner tone="neutral">It was cancelled; nothing of it is left.</Banner>
        )}
        <StepList steps={operation.steps} />
        <div className="mt-auto flex flex-wrap gap-2">{actions}</div>
      </div>
    </Panel>
  );
}

function WhatWasMet({ operation: { failureMessage, failureAside } }: { operation: OperationData }) {
  return (
    <>
      <p>{failureMessage}</p>
      {failureAside && <p className="mt-1 [overflow-wrap:anywhere]">{failureAside}</p>}
    </>
  );
}

/** As high as all the steps will be. */
const heights: Record<OperationData['kind'], string> = {
  build: 'min-h-96',
  destroy: 'min-h-32',
  roll_back: 'min-h-20',
  seal_copy: 'min-h-20',
  drop_copy: 'min-h-20',
};

function describe(operation: OperationData): string {
  if (operation.state === 'queued') return 'It waits for a worker to take it.';
  return currentStep(operation)?.title ?? 'A worker has taken it.';
}

function OperationClock({ operation }: { operation: OperationData }) {
  const now = useNow();
  const left = timeLeftMs(currentStep(operation), now);
  if (operation.finishedAt && operation.startedAt)
    return (
      <>
        {operationStateLabels[operation.state]} <RelativeTime at={operation.finishedAt} />, after{' '}
        {formatElapsed(Date.parse(operation.finishedAt) - Date.parse(operation.startedAt))}
      </>
    );
  return (
    <span suppressHydrationWarning>
      {operationStateLabels[operation.state]}
      {left !== null && `, this step about ${formatElapsed(left)} more`}
    </span>
  );
}
