import { notFound } from 'next/navigation';
import { FilingStopBanner } from '@/components/requests/filing/filing-stop-banner';
import { RefreshForm } from '@/components/sandboxes/copies/refresh-form';
import { RepeatForm } from '@/components/sandboxes/copies/repeat-form';
import { PageHeader } from '@/components/ui/page/page-header';
import { Panel } from '@/components/ui/page/panel';
import { can } from '@/lib/access/permissions';
import { requireActor } from '@/lib/access/session';
import { createUuid } from '@/lib/ids';
import { getFilingStop } from '@/lib/requests/filing/get-filing-stop';
import { getCopies } from '@/lib/sandboxes/copies/get-copies';
import { getSandbox } from '@/lib/sandboxes/get-sandbox';
import { askForPage } from '../../../ask-for-page';
import { repeatBuildAction, submitRefreshAction } from '../actions/copies';

type Params = Promise<{ slug: string }>;

export const metadata = { title: 'Refresh a sandbox' };

/** What a refresh does and who has to agree, and then the question. */
export default async function RefreshPage({ params }: { params: Params }) {
  const actor = await requireActor();
  if (!can(actor, 'request:file')) notFound();
  const { id, slug } = await askForPage(getSandbox, await params);
  const { whyNotRefresh, repeatable } = await askForPage(getCopies, { sandboxId: id });
  const { stop } = await askForPage(getFilingStop, {});
  return (
    <div className="mx-auto max-w-2xl">
      <PageHeader title={`Refresh ${slug}`} meta="Another copy of production, as it is now." />
      <FilingStopBanner stop={stop} />
      {repeatable && (
        <div className="mb-4">
          <Panel title="Signed already">
            <RepeatForm
              repeatBuildAction={repeatBuildAction}
              sandboxId={id}
              repeatable={repeatable}
              whyNot={whyNotRefresh}
              idempotencyKey={createUuid()}
            />
          </Panel>
        </div>
      )}
      <Panel title={repeatable ? 'Or ask anew' : 'What happens'}>
        <ol className="mb-5 list-decimal space-y-1 pl-5 text-sm">
          <li>Support and compliance agree, who see what has changed since the last plan that was signed.</li>
          <li>A second copy is made and proven beside the one in use, which goes on meanwhile.</li>
          <li>You have 14 days to activate or discard it; then it is discarded by itself.</li>
          <li>Once active, you can roll back to the former copy for 7 days.</li>
        </ol>
        <p className="mb-5 text-sm text-muted">
          Address, API keys, people and the end of the sandbox stay as they are. Your subscription’s quota is
          not touched.
        </p>
        <RefreshForm
          submitRefreshAction={submitRefreshAction}
          sandbox={{ id, slug }}
          whyNot={whyNotRefresh}
          idempotencyKey={createUuid()}
        />
      </Panel>
    </div>
  );
}
