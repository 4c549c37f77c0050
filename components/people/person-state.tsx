import { StatusDot } from '../ui/data/badge';

/** Whether somebody may sign in. */
export function PersonStateDot({ disabledAt }: { disabledAt: Date | null }) {
  return disabledAt ? (
    <StatusDot tone="neutral" hollow>
      Disabled
    </StatusDot>
  ) : (
    <StatusDot tone="success">Enabled</StatusDot>
  );
}
