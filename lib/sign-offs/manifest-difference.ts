import { personKey } from '../requests/request';
import { type ManifestContent, manifestContent } from './manifest-content';

/**
 * What differs between two manifests, in words: what was signed, and what stands now. Of the plan it says which version
 * and whether the structure moved; its columns are compared by `diffPlans`. Safe in the browser.
 */
export type ManifestDifference = { what: string; before: string; after: string };

/** Every part by which the two differ. A content of another form than today's differs as a whole. Pure. */
export function manifestDifference(before: unknown, after: unknown): ManifestDifference[] {
  const [old, current] = [manifestContent.safeParse(before).data, manifestContent.safeParse(after).data];
  if (!old || !current) return [{ what: 'manifest', before: 'of another form', after: 'as it stands' }];
  return Object.entries(parts).flatMap(([what, read]) => {
    const [was, is] = [read(old), read(current)];
    return was === is ? [] : [{ what, before: was, after: is }];
  });
}

const parts: Record<string, (content: ManifestContent) => string> = {
  'who asks': ({ tenantId }) => String(tenantId),
  data: ({ shape }) => shape,
  'seed set': ({ seedSetName }) => seedSetName ?? 'none',
  people: ({ people }) => listed(people.map((person) => `${personKey(person)} (${person.reason})`)),
  'kept for': ({ durationDays }) => `${durationDays} days`,
  refreshes: ({ refreshes }) => (refreshes ? `${refreshes.slug}, until ${refreshes.endsAt}` : 'nothing'),
  changes: ({ changes }) =>
    changes ? `${changes.kind} of ${changes.slug}, until ${changes.endsAt}` : 'nothing',
  clones: ({ clones }) => (clones ? `copy ${clones.copyId}, ${clones.moment}` : 'nothing'),
  start: ({ startsOn }) => startsOn ?? 'at once',
  configuration: ({ configuration }) => listed(configuration),
  'load test': ({ loadTest }) =>
    loadTest ? `${loadTest.requestsPerSecond} a second, ${loadTest.from} to ${loadTest.until}` : 'none',
  'early features': ({ features }) => listed(features),
  engine: ({ engineVersion }) => `version ${engineVersion}`,
  signatures: ({ signatures }) => String(signatures),
  plan: ({ plan }) => (plan ? `version ${plan.version}, ${plan.hash.slice(0, 12)}` : 'none'),
  structure: ({ plan }) => plan?.structure.slice(0, 12) ?? 'none',
  copy: ({ plan }) => plan?.copy.slice(0, 12) ?? 'none',
};

const listed = (texts: readonly string[]) => [...texts].sort().join(', ') || 'none';
