import type { ScrubPlan } from '../scrub-plan';
import { compareObjects, describeChange, type ObjectList } from './compare-objects';

/** As many as a refusal names in one sentence; the rest is counted. */
const usuallyNamed = 25;

/** Plans that were made before lists of objects were kept know only that something is otherwise. */
export const unlisted =
  'The plan was made before a list of objects was kept with it, so it cannot be said which one.';

/**
 * What of the structure is not as the plan was made for it, in a sentence that names each object that was added, changed or
 * dropped. Asked where the fingerprints differ. Pure.
 */
export function describeChanges(
  plan: Pick<ScrubPlan, 'source' | 'schemas'>,
  objects: Record<string, ObjectList>,
  mostNamed = usuallyNamed,
): string {
  const where = plan.schemas.join(', ');
  const since = `The structure of ${where} has changed since the plan was made`;
  if (!plan.source.objects) return `${since}. ${unlisted}`;
  const changes = compareObjects(plan.source.objects, objects);
  const several = plan.schemas.length > 1;
  const named = changes
    .slice(0, mostNamed)
    .map((each) => (several ? `${describeChange(each)} in ${each.schema}` : describeChange(each)));
  if (named.length === 0) return `${since}.`;
  const more = changes.length > mostNamed ? `; and ${changes.length - mostNamed} more` : '';
  return `${since}: ${named.join('; ')}${more}.`;
}
