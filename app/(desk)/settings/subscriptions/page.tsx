import { SubscriptionsTable } from '@/components/subscriptions/subscriptions-table';
import { PageHeader } from '@/components/ui/page/page-header';
import { Panel } from '@/components/ui/page/panel';
import { listSubscriptions } from '@/lib/organizations/subscriptions/list-subscriptions';
import { askForPage } from '../../ask-for-page';

export const metadata = { title: 'Subscriptions' };

/** What customers may have without a human's approval. */
export default async function SubscriptionsPage() {
  const { rows } = await askForPage(listSubscriptions, {});
  return (
    <div className="mx-auto max-w-4xl">
      <PageHeader
        title="Subscriptions"
        meta="What customers may have without approval. Sandboxes stand outside billing and count as no seats."
      />
      <Panel flush>
        <SubscriptionsTable rows={rows} />
      </Panel>
    </div>
  );
}
