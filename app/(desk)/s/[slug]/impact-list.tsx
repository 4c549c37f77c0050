import { getDestroyImpact } from '@/lib/sandboxes/destroy/get-destroy-impact';
import { askForPage } from '../../ask-for-page';

/** Whom it meets when a sandbox's access ends: keys, and those who used them lately, and people. */
export async function ImpactList({ sandboxId }: { sandboxId: string }) {
  const impact = await askForPage(getDestroyImpact, { sandboxId });
  return (
    <ul className="list-disc space-y-1 pl-5 text-sm">
      <li>{describeKeys(impact.keys, impact.keysUsedWithin24h)}</li>
      <li>{describePeople(impact.people)}</li>
    </ul>
  );
}

function describeKeys(keys: number, usedLately: number): string {
  if (keys === 0) return 'It has no API key in force.';
  const stop = keys === 1 ? 'Its API key stops working at once' : `Its ${keys} API keys stop working at once`;
  if (usedLately === 0) return `${stop}; none was used in the last 24 hours.`;
  return `${stop}; ${usedLately} ${usedLately === 1 ? 'was' : 'were'} used in the last 24 hours.`;
}

function describePeople(people: number): string {
  return people === 1
    ? 'The one person or service account that gets in loses access.'
    : `${people} people and service accounts lose access.`;
}
