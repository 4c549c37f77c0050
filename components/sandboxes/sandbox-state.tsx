import { type SandboxState, sandboxStateLabels } from '@/lib/sandboxes/sandbox';
import { StatusDot } from '../ui/data/badge';
import type { Tone } from '../ui/tone';

const tones: Record<SandboxState, Tone> = {
  scheduled: 'review',
  building: 'info',
  ready: 'success',
  suspended: 'warning',
  quarantined: 'danger',
  retired: 'neutral',
  failed: 'danger',
  cancelled: 'neutral',
  destroying: 'warning',
  destroyed: 'neutral',
};

/** Where a sandbox is in its life, as a dot and its word. */
export function SandboxStateDot({ state }: { state: SandboxState }) {
  return (
    <StatusDot tone={tones[state]} hollow={state === 'destroyed' || state === 'cancelled'}>
      {sandboxStateLabels[state]}
    </StatusDot>
  );
}
