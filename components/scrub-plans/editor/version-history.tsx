import { RelativeTime } from '../../ui/data/relative-time';
import { Timeline, TimelineItem } from '../../ui/data/timeline';
import type { PlanDetail } from './plan-detail';

/** The last versions of a plan: who made each, when and why, and its file. */
export function VersionHistory({ tenantId, history }: { tenantId: string; history: PlanDetail['history'] }) {
  return (
    <Timeline label="Versions, latest first">
      {history.map(({ id, version, note, createdAt, createdBy }) => (
        <TimelineItem
          key={id}
          title={
            <>
              <span className="font-medium text-ink">Version {version}</span> by{' '}
              {createdBy?.name ?? 'the worker'},
            </>
          }
          when={<RelativeTime at={createdAt} />}
        >
          <p className="[overflow-wrap:anywhere]">{note}</p>
          <a
            href={`/api/plans/${tenantId}?version=${version}`}
            download
            className="text-xs text-accent-ink underline underline-offset-2"
          >
            Its file<span className="sr-only"> (version {version})</span>
          </a>
        </TimelineItem>
      ))}
    </Timeline>
  );
}
