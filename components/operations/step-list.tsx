import { stepStateLabels } from '@/lib/operations/operation';
import { formatElapsed, formatRows, withBytes } from '../ui/data/amount';
import { StatusDot } from '../ui/data/badge';
import type { Tone } from '../ui/tone';
import type { StepData } from './operation-data';
import { StepTables } from './step-tables';

const tones: Record<StepData['state'], Tone> = {
  started: 'info',
  done: 'success',
  skipped: 'neutral',
  failed: 'danger',
};

/** The steps so far, each with how far it got and how long it took. */
export function StepList({ steps }: { steps: readonly StepData[] }) {
  return (
    <ol className="flex flex-col text-sm">
      {steps.map((step) => (
        <li key={step.name} className="grid min-h-7 grid-cols-[minmax(0,1fr)_4rem] items-center gap-x-3">
          <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
            <StatusDot tone={tones[step.state]} hollow={step.state === 'skipped'}>
              <span className="sr-only">{stepStateLabels[step.state]}: </span>
              {step.title}
            </StatusDot>
            {step.detail && <span className="text-xs text-muted">{step.detail}</span>}
            {step.aside && <span className="text-xs text-muted [overflow-wrap:anywhere]">{step.aside}</span>}
            <span className="ml-auto text-xs text-muted">
              {withBytes(formatRows(step.rows, step.totalRows), step.bytes)}
            </span>
          </span>
          <span className="text-end text-xs text-muted">
            {step.finishedAt && step.state !== 'skipped'
              ? formatElapsed(Date.parse(step.finishedAt) - Date.parse(step.startedAt))
              : ''}
          </span>
          {step.overview && <StepTables overview={step.overview} />}
        </li>
      ))}
    </ol>
  );
}
