import { type RequestState, requestStateLabels } from '@/lib/requests/request';
import { StatusDot } from '../ui/data/badge';
import type { Tone } from '../ui/tone';

const tones: Record<RequestState, Tone> = {
  awaiting_support: 'info',
  awaiting_customer: 'warning',
  awaiting_compliance: 'review',
  approved: 'success',
  declined: 'danger',
  withdrawn: 'neutral',
};

/** Where a request stands, as a dot and its words. */
export function RequestStateDot({ state }: { state: RequestState }) {
  return (
    <StatusDot tone={tones[state]} hollow={state === 'withdrawn'}>
      {requestStateLabels[state]}
    </StatusDot>
  );
}
