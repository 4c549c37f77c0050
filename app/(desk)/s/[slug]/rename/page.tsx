import { notFound } from 'next/navigation';
import { RenameForm } from '@/components/sandboxes/rename-form';
import { PageHeader } from '@/components/ui/page/page-header';
import { Panel } from '@/components/ui/page/panel';
import { can } from '@/lib/access/permissions';
import { requireActor } from '@/lib/access/session';
import { env } from '@/lib/env';
import { createUuid } from '@/lib/ids';
import { getSandbox } from '@/lib/sandboxes/get-sandbox';
import { whyNotChange } from '@/lib/sandboxes/sandbox';
import { askForPage } from '../../../ask-for-page';
import { renameSandboxAction } from '../actions/sandbox';

type Params = Promise<{ slug: string }>;

export const metadata = { title: 'Rename a sandbox' };

/** What another name changes and what it does not, and then the question. */
export default async function RenamePage({ params }: { params: Params }) {
  const actor = await requireActor();
  if (!can(actor, 'sandbox:rename')) notFound();
  const { id, slug, state } = await askForPage(getSandbox, await params);
  const days = env().NAME_HELD_DAYS;
  return (
    <div className="mx-auto max-w-2xl">
      <PageHeader title={`Rename ${slug}`} meta="Data, keys, people and end stay as they are." />
      <Panel title="What changes">
        <ul className="mb-5 list-disc space-y-1 pl-5 text-sm">
          <li>
            The base URL of its API changes at once. Programs that call the former one are told the new one
            and do nothing there: 410.
          </li>
          <li>Its pages are found under the former name for {days} days, by those who may see them.</li>
          <li>The former name goes to nobody else for {days} days. This sandbox may take it back.</li>
        </ul>
        <RenameForm
          renameSandboxAction={renameSandboxAction}
          sandbox={{ id, slug }}
          whyNot={whyNotChange[state]}
          idempotencyKey={createUuid()}
        />
      </Panel>
    </div>
  );
}
