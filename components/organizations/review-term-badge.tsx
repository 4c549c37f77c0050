import { reviewTermLabels, reviewTermOf } from '@/lib/organizations/organization';
import { StatusDot } from '../ui/data/badge';

/** What compliance signs under this contract; the stricter term stands out. */
export function ReviewTermBadge({ organization }: { organization: { contractDemandsReview: boolean } }) {
  const term = reviewTermOf(organization);
  return (
    <StatusDot tone={term === 'demanded' ? 'warning' : 'neutral'} hollow={term === 'not_demanded'}>
      {reviewTermLabels[term]}
    </StatusDot>
  );
}
