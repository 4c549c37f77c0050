import type { getOrganization } from '@/lib/organizations/get-organization';
import { DefinitionList } from '../ui/data/definition-list';
import { RelativeTime } from '../ui/data/relative-time';
import { ReviewTermBadge } from './review-term-badge';

export type Organization = Awaited<ReturnType<(typeof getOrganization)['run']>>;

/** What an organization pays for and what its contract demands, with who changed that last and why. */
export function OrganizationFacts({ organization }: { organization: Organization }) {
  const { subscription, people, impact, lastAmendment: last } = organization;
  const quota =
    subscription.sandboxQuota === null
      ? 'any number of sandboxes'
      : counted(subscription.sandboxQuota, 'sandbox', 'sandboxes');
  return (
    <DefinitionList
      facts={[
        {
          term: 'Subscription',
          value: `${subscription.name}: ${quota}, ${subscription.maximumDays} days each without approval`,
        },
        { term: 'People', value: `${counted(people, 'person', 'people')} who may sign in` },
        { term: 'Sandboxes', value: impact.sandboxes },
        { term: 'Compliance', value: <ReviewTermBadge organization={organization} /> },
        ...(last
          ? [
              {
                term: 'Changed',
                value: (
                  <>
                    <RelativeTime at={last.at} /> by <bdi>{last.by}</bdi>: {last.reason}
                  </>
                ),
              },
            ]
          : []),
        { term: 'Added', value: <RelativeTime at={organization.createdAt} /> },
      ]}
    />
  );
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
