import Link from 'next/link';
import { notFound } from 'next/navigation';
import { FilingPanel } from '@/components/requests/filing/filing-panel';
import { PageHeader } from '@/components/ui/page/page-header';
import { Panel } from '@/components/ui/page/panel';
import { can } from '@/lib/access/permissions';
import { requireActor } from '@/lib/access/session';
import { createUuid } from '@/lib/ids';
import { getFilingStop } from '@/lib/requests/filing/get-filing-stop';
import { askForPage } from '../ask-for-page';
import { allowFilingAction, stopFilingAction } from './actions';

export const metadata = { title: 'Settings' };

/** What is decided for the whole desk. */
export default async function SettingsPage() {
  const actor = await requireActor();
  if (!can(actor, 'policy:read')) notFound();
  const filing = can(actor, 'filing:stop') ? await askForPage(getFilingStop, {}) : null;
  return (
    <div className="mx-auto flex max-w-2xl flex-col gap-4">
      <PageHeader title="Settings" />
      <Panel title="Policies">
        <p className="text-sm">
          <Link href="/settings/policies" className="text-accent-ink underline underline-offset-2">
            After how many days without use sandboxes are taken away
          </Link>
          , on which days nothing is, and for how long requests wait.
        </p>
      </Panel>
      <Panel title="Subscriptions">
        <p className="text-sm">
          <Link href="/settings/subscriptions" className="text-accent-ink underline underline-offset-2">
            How many sandboxes customers may have without approval
          </Link>
          , and for how long.
        </p>
      </Panel>
      <Panel title="Products">
        <p className="text-sm">
          <Link href="/settings/products" className="text-accent-ink underline underline-offset-2">
            What sandboxes are built of
          </Link>
          , and their seed sets.
        </p>
      </Panel>
      {filing && (
        <FilingPanel
          stop={filing.stop}
          idempotencyKey={createUuid()}
          stopFilingAction={stopFilingAction}
          allowFilingAction={allowFilingAction}
        />
      )}
    </div>
  );
}
