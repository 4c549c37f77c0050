import { StatusDot } from '../ui/data/badge';
import type { Tone } from '../ui/tone';

const readings: Record<'queued' | 'running' | 'succeeded' | 'failed', { tone: Tone; label: string }> = {
  queued: { tone: 'info', label: 'Waits to be read' },
  running: { tone: 'info', label: 'Being read' },
  succeeded: { tone: 'success', label: 'Read' },
  failed: { tone: 'danger', label: 'Could not be read' },
};

/** What became of the last reading of a source. */
export function ReadingState({ reading }: { reading: { state: keyof typeof readings } | null }) {
  if (!reading) return <span className="text-muted">Never read</span>;
  const { tone, label } = readings[reading.state];
  return <StatusDot tone={tone}>{label}</StatusDot>;
}

/** Whether a reading is under way, and why no other can begin; null when one can. */
export function whyNotRead(
  reading: { state: keyof typeof readings; isStale?: boolean } | null,
): string | null {
  if (reading?.isStale) return null;
  return reading?.state === 'queued' || reading?.state === 'running'
    ? 'This source is being read; its proposal appears here when it is done.'
    : null;
}
