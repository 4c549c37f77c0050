import { SweepStopPanel } from '@/components/sandboxes/life/sweep-stop-panel';
import { LinkButton } from '@/components/ui/actions/link-button';
import { EmptyState } from '@/components/ui/feedback/empty-state';
import { PageHeader } from '@/components/ui/page/page-header';
import { Panel } from '@/components/ui/page/panel';
import { getSweepStop } from '@/lib/ends/sweep/get-sweep-stop';
import { createUuid } from '@/lib/ids';
import { askForPage } from '../../ask-for-page';
import { allowSweepAction } from './actions';

export const metadata = { title: 'Stopped sweep' };

/** A sweep of ends that would take more than it may, and the question whether it goes on. */
export default async function SweepPage() {
  const stop = await askForPage(getSweepStop, {});
  return (
    <div className="mx-auto max-w-2xl">
      <PageHeader title="Stopped sweep" actions={<LinkButton href="/sandboxes">All sandboxes</LinkButton>} />
      {stop ? (
        <SweepStopPanel stop={stop} idempotencyKey={createUuid()} allowSweepAction={allowSweepAction} />
      ) : (
        <Panel>
          <EmptyState title="No sweep waits">
            What is due with the ends of sandboxes is done by itself.
          </EmptyState>
        </Panel>
      )}
    </div>
  );
}
