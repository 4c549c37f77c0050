import { SubscriptionForm } from '@/components/subscriptions/subscription-form';
import { SubscriptionImpact } from '@/components/subscriptions/subscription-impact';
import { LinkButton } from '@/components/ui/actions/link-button';
import { SubmitButton } from '@/components/ui/actions/submit-button';
import { Banner } from '@/components/ui/feedback/banner';
import { ActionForm } from '@/components/ui/form/action-form';
import { TextareaField } from '@/components/ui/form/textarea-field';
import { PageHeader } from '@/components/ui/page/page-header';
import { Panel } from '@/components/ui/page/panel';
import { can } from '@/lib/access/permissions';
import { requireActor } from '@/lib/access/session';
import { createUuid } from '@/lib/ids';
import { getSubscription } from '@/lib/organizations/subscriptions/get-subscription';
import { sandboxesText } from '@/lib/organizations/subscriptions/subscription';
import { askForPage, readSearch, type SearchParams } from '../../../ask-for-page';
import { changeSubscriptionAction } from '../../actions';

type Props = { params: Promise<{ subscriptionId: string }>; searchParams: SearchParams };

export const metadata = { title: 'Subscription' };

/** One subscription; and for administrators other values of it, what they would mean, and the way to take them. */
export default async function SubscriptionPage({ params, searchParams }: Props) {
  const search = await readSearch(searchParams);
  const detail = await askForPage(getSubscription, { ...search, ...(await params) });
  const mayChange = can(await requireActor(), 'subscription:change');
  const { subscription, proposed, proposal } = detail;
  return (
    <div className="mx-auto flex max-w-2xl flex-col gap-4">
      <PageHeader
        title={subscription.name}
        meta={`Now: ${sandboxesText(subscription.sandboxQuota)} at once, usually for ${subscription.defaultDays} days, and for ${subscription.maximumDays} at most without approval.`}
        actions={<LinkButton href="/settings/subscriptions">All subscriptions</LinkButton>}
      />
      {search.saved && !proposal && (
        <Banner tone="success" announce="status">
          Saved.
        </Banner>
      )}
      {mayChange && (
        <Panel title="Other values">
          <SubscriptionForm key={JSON.stringify(proposed)} detail={detail} />
        </Panel>
      )}
      {mayChange && proposal?.errors === null && (
        <Panel title="What they would mean">
          <SubscriptionImpact impact={proposal.impact} />
          <ActionForm
            action={changeSubscriptionAction}
            idempotencyKey={createUuid()}
            className="mt-4 flex flex-col gap-4"
            hidden={{
              subscriptionId: subscription.id,
              shown: proposal.impact.hash,
              'values.sandboxQuota': proposed.sandboxQuota ?? '',
              'values.defaultDays': proposed.defaultDays ?? '',
              'values.maximumDays': proposed.maximumDays ?? '',
            }}
          >
            <TextareaField
              name="reason"
              label="Reason"
              hint="Support and the other administrators read this."
              rows={2}
              maxLength={500}
            />
            <SubmitButton>Save these values</SubmitButton>
          </ActionForm>
        </Panel>
      )}
    </div>
  );
}
