import { type SmokeResult, smokeWords } from '@/lib/sandboxes/smoke/smoke-result';
import { StatusDot } from '../ui/data/badge';
import { RelativeTime } from '../ui/data/relative-time';
import type { Tone } from '../ui/tone';

const labels: Record<SmokeResult['outcome'], { tone: Tone; text: string }> = {
  passed: { tone: 'success', text: 'Passed' },
  failed: { tone: 'danger', text: 'Failed' },
  skipped: { tone: 'neutral', text: 'Left out' },
};

/** How a copy answered when it was tried before it was handed over. */
export function SmokeNote({ smoke }: { smoke: SmokeResult }) {
  const { tone, text } = labels[smoke.outcome];
  return (
    <>
      <span className="flex flex-wrap items-baseline gap-x-2">
        <StatusDot tone={tone} hollow={smoke.outcome === 'skipped'}>
          {text}
        </StatusDot>
        <RelativeTime at={smoke.at} />
      </span>
      <span className="block text-xs text-muted">{smokeWords(smoke)}</span>
    </>
  );
}
