import { ActivityFacts } from '@/components/sandboxes/activity/activity-facts';
import { KeepList } from '@/components/sandboxes/activity/keep-list';
import { YearStrip } from '@/components/sandboxes/activity/year-strip';
import { ReasonForm } from '@/components/sandboxes/life/reason-form';
import { LinkButton } from '@/components/ui/actions/link-button';
import { PageHeader } from '@/components/ui/page/page-header';
import { Panel } from '@/components/ui/page/panel';
import { getActivity } from '@/lib/activity/get-activity';
import { createUuid } from '@/lib/ids';
import { getSandbox } from '@/lib/sandboxes/get-sandbox';
import { askForPage } from '../../../ask-for-page';
import { keepAliveAction } from '../actions/life';

type Params = Promise<{ slug: string }>;

export const metadata = { title: 'Activity of a sandbox' };

/** When a sandbox was used, which signal counted last, and the way to say that it is still needed. */
export default async function ActivityPage({ params }: { params: Params }) {
  const { id, slug } = await askForPage(getSandbox, await params);
  const activity = await askForPage(getActivity, { sandboxId: id });
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-4">
      <PageHeader
        title={`Activity of ${slug}`}
        actions={<LinkButton href={`/s/${slug}`}>Back to it</LinkButton>}
      />
      <Panel title="Days of use" flush>
        <YearStrip days={activity.days} />
      </Panel>
      <Panel title="What counted" flush>
        <ActivityFacts activity={activity} />
      </Panel>
      {activity.mayKeep && (
        <Panel title="Keep it">
          <ReasonForm
            action={keepAliveAction}
            sandboxId={id}
            idempotencyKey={createUuid()}
            label="Keep it"
            hint="What it is still needed for. It counts as used today. Support reads this."
            whyNot={activity.whyNotKeep}
          />
        </Panel>
      )}
      {activity.keepAlives.length > 0 && (
        <Panel title="Who kept it" flush>
          <KeepList keepAlives={activity.keepAlives} />
        </Panel>
      )}
    </div>
  );
}
