import { type NextStage, stageLabels } from '@/lib/ends/stages/stage';
import type { SandboxState } from '@/lib/sandboxes/sandbox';
import { RelativeTime } from '../ui/data/relative-time';

/**
 * Under “Ends”: when a sandbox ends if nobody does anything, or what becomes of it next where it has ended; and that it is not used,
 * where that is why.
 */
export function NextStageText({ state, next }: { state: SandboxState; next: NextStage | null }) {
  if (!next) return <span className="text-muted">{withoutStage(state)}</span>;
  return (
    <>
      {next.act !== 'suspend' && `${stageLabels[next.act]} `}
      <RelativeTime at={next.at} />
      {next.rule === 'unused' && <span className="block text-xs text-muted">for want of use</span>}
    </>
  );
}

function withoutStage(state: SandboxState): string {
  if (state === 'destroyed') return 'gone';
  return state === 'quarantined' ? 'not while quarantined' : 'not yet built';
}
