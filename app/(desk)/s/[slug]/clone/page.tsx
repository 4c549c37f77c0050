import Link from 'next/link';
import { notFound } from 'next/navigation';
import { FilingStopBanner } from '@/components/requests/filing/filing-stop-banner';
import { CloneFacts } from '@/components/sandboxes/clone/clone-facts';
import { CloneForm } from '@/components/sandboxes/clone/clone-form';
import { PageHeader } from '@/components/ui/page/page-header';
import { Panel } from '@/components/ui/page/panel';
import { can } from '@/lib/access/permissions';
import { requireActor } from '@/lib/access/session';
import { createUuid } from '@/lib/ids';
import { getCloneTerms } from '@/lib/requests/clone/get-clone-terms';
import { getFilingStop } from '@/lib/requests/filing/get-filing-stop';
import { getSandbox } from '@/lib/sandboxes/get-sandbox';
import { askForPage } from '../../../ask-for-page';
import { cloneSandboxAction } from '../actions/clone';

type Params = Promise<{ slug: string }>;

export const metadata = { title: 'Clone a sandbox' };

/** What a clone takes over, who agrees and how long it takes, and then the question. */
export default async function ClonePage({ params }: { params: Params }) {
  const actor = await requireActor();
  if (!can(actor, 'sandbox:clone')) notFound();
  const { id, slug } = await askForPage(getSandbox, await params);
  const terms = await askForPage(getCloneTerms, { sandboxId: id });
  const { stop } = await askForPage(getFilingStop, {});
  return (
    <div className="mx-auto max-w-2xl">
      <PageHeader title={`Clone ${slug}`} meta="Another sandbox, made from this one." />
      <FilingStopBanner stop={stop} />
      <div className="flex flex-col gap-4">
        <Panel title="What it takes over" flush>
          <CloneFacts terms={terms} />
        </Panel>
        <Panel title="Clone it">
          <CloneForm
            cloneSandboxAction={cloneSandboxAction}
            sandbox={{ id, slug }}
            terms={terms}
            idempotencyKey={createUuid()}
          />
        </Panel>
        <p className="text-sm text-muted">
          A clone of production itself, at one point in time, is a scrubbed snapshot:{' '}
          <Link className="text-accent-ink underline underline-offset-2" href="/requests/new">
            ask for a sandbox
          </Link>{' '}
          that starts with one.
        </p>
      </div>
    </div>
  );
}
