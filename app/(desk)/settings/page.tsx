import { notFound } from 'next/navigation';
import { FilingPanel } from '@/components/requests/filing/filing-panel';
import { PageHeader } from '@/components/ui/page/page-header';
import { can } from '@/lib/access/permissions';
import { requireActor } from '@/lib/access/session';
import { createUuid } from '@/lib/ids';
import { getFilingStop } from '@/lib/requests/filing/get-filing-stop';
import { askForPage } from '../ask-for-page';
import { allowFilingAction, stopFilingAction } from './actions';

export const metadata = { title: 'Settings' };

/** What administrators decide for the whole desk. */
export default async function SettingsPage() {
  const actor = await requireActor();
  if (!can(actor, 'filing:stop')) notFound();
  const { stop } = await askForPage(getFilingStop, {});
  return (
    <div className="mx-auto max-w-2xl">
      <PageHeader title="Settings" />
      <FilingPanel
        stop={stop}
        idempotencyKey={createUuid()}
        stopFilingAction={stopFilingAction}
        allowFilingAction={allowFilingAction}
      />
    </div>
  );
}
