import type { Impact } from '@/lib/sandboxes/impact/read-impact';
import { DefinitionList, type Fact } from '../../ui/data/definition-list';
import { writtenText } from '../copies/copy-detail';

type Met = Pick<Impact, 'written' | 'whyUnknown' | 'keys' | 'people' | 'peopleSeenLately' | 'inFlight'>;

/**
 * Whom and what it meets when something is done to a sandbox, in the same words before each thing: rows that go, keys, people
 * and work under way. `keysThen` says what happens to the keys, that they stop where it is left out; `before` and `after`
 * are facts of that thing alone.
 */
export function ImpactFacts({
  impact,
  keysThen,
  before = [],
  after = [],
}: {
  impact: Met;
  keysThen?: string;
  before?: readonly Fact[];
  after?: readonly Fact[];
}) {
  const stops = impact.keys.length === 1 ? 'It stops working at once.' : 'They stop working at once.';
  return (
    <DefinitionList
      facts={[
        ...before,
        { term: 'Rows', value: writtenText(impact) },
        { term: 'Keys', value: keysText(impact, keysThen ?? stops) },
        { term: 'People', value: peopleText(impact) },
        { term: 'Under way', value: flightText(impact) },
        ...after,
      ]}
    />
  );
}

/** Keys in force, who used them lately, and what happens to them then. */
export function keysText({ keys }: Pick<Impact, 'keys'>, then: string): string {
  if (keys.length === 0) return 'It has no API key in force.';
  const inForce = keys.length === 1 ? 'One key is in force' : `${keys.length} keys are in force`;
  const used = keys.filter(({ isUsedLately }) => isUsedLately);
  if (used.length === 0) return `${inForce}; none was used in the last 24 hours. ${then}`;
  const names = used.map(({ label, createdBy }) => `${label} (${createdBy})`).join(', ');
  return `${inForce}; used in the last 24 hours: ${names}. ${then}`;
}

/** How many get in, and who of them was there lately. */
export function peopleText({
  people,
  peopleSeenLately,
}: Pick<Impact, 'people' | 'peopleSeenLately'>): string {
  const seen =
    peopleSeenLately === 0
      ? 'none of them opened its page in the last 24 hours'
      : `${peopleSeenLately} opened its page in the last 24 hours`;
  const who =
    people === 1 ? 'One person or service account gets' : `${people} people and service accounts get`;
  return `${who} in; ${seen}.`;
}

/** What is under way with it, or waits for somebody. */
function flightText({ inFlight }: Pick<Impact, 'inFlight'>): string {
  if (inFlight.length === 0) return 'Nothing.';
  const text = inFlight.join(', ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
