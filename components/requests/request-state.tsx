import { type RequestState, requestStateLabels } from '@/lib/requests/request';
import { isGone, type SandboxState } from '@/lib/sandboxes/sandbox';
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

/**
 * Where a request stands, as a dot and its words. One whose sandbox was destroyed since has ended with it: a green
 * "Approved" would promise something that is no more.
 */
export function RequestStateDot({
  state,
  sandbox,
}: {
  state: RequestState;
  /** What came of it, where anything did. */
  sandbox: { state: SandboxState } | null;
}) {
  if (state === 'approved' && sandbox && isGone(sandbox.state))
    return (
      <StatusDot tone="neutral" hollow>
        Approved, destroyed since
      </StatusDot>
    );
  return (
    <StatusDot tone={tones[state]} hollow={state === 'withdrawn'}>
      {requestStateLabels[state]}
    </StatusDot>
  );
}
