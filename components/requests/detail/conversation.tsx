import { type RequestEventKind, requestEventKinds, requestEventLabels } from '@/lib/requests/request';
import { RelativeTime } from '../../ui/data/relative-time';
import { Remark, Timeline, TimelineItem } from '../../ui/data/timeline';
import type { Tone } from '../../ui/tone';
import type { RequestDetail } from './request-facts';

const tones: Partial<Record<RequestEventKind, Tone>> = {
  submitted: 'info',
  passed_without_review: 'success',
  asked: 'warning',
  returned: 'warning',
  answered: 'info',
  amended: 'info',
  approved: 'success',
  signed: 'success',
  sent_to_compliance: 'review',
  declined: 'danger',
};

/** Each turn of both sides, in order, with what was said in the words of who said it. */
export function Conversation({ events }: { events: RequestDetail['events'] }) {
  return (
    <Timeline label="What happened to this request">
      {events.map((event) => {
        const kind = requestEventKinds.find((known) => known === event.kind);
        return (
          <TimelineItem
            key={event.id}
            tone={kind && tones[kind]}
            title={
              <>
                <bdi className="font-medium text-ink">{event.actor?.name ?? 'The desk'}</bdi>{' '}
                {kind ? requestEventLabels[kind] : event.kind.replaceAll('_', ' ')}
                {describeDetails(event.details)}
              </>
            }
            when={<RelativeTime at={event.at} />}
          >
            {event.text && <Remark>{event.text}</Remark>}
          </TimelineItem>
        );
      })}
    </Timeline>
  );
}

const fieldNames: Record<string, string> = {
  integration: 'integration',
  purpose: 'purpose',
  people: 'people',
  shape: 'data',
  seedSetName: 'seed set',
  configuration: 'configuration',
  slug: 'name',
  durationDays: 'stay',
  startsOn: 'start',
  loadTest: 'load test',
  features: 'early features',
};

/** What an approver changed, or which fields an amendment touched. */
function describeDetails(details: unknown): string {
  const changes = textsOf(details, 'changes');
  if (changes.length > 0) return ` with changes: ${changes.join(', ')}`;
  const changed = textsOf(details, 'changed').map((name) => fieldNames[name] ?? name);
  return changed.length > 0 ? `: ${changed.join(', ')}` : '';
}

function textsOf(details: unknown, name: string): string[] {
  if (typeof details !== 'object' || details === null) return [];
  const value: unknown = Object.entries(details).find(([key]) => key === name)?.[1];
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
