import { redirect } from 'next/navigation';
import { RequestsTable } from '@/components/requests/requests-table';
import { SandboxesTable } from '@/components/sandboxes/sandboxes-table';
import { LinkButton } from '@/components/ui/actions/link-button';
import { EmptyState } from '@/components/ui/feedback/empty-state';
import { PageHeader } from '@/components/ui/page/page-header';
import { Panel } from '@/components/ui/page/panel';
import { can } from '@/lib/access/permissions';
import { requireActor } from '@/lib/access/session';
import { listRequests } from '@/lib/requests/list-requests';
import { listSandboxes } from '@/lib/sandboxes/list-sandboxes';
import { askForPage } from './ask-for-page';
import { withStages } from './with-stages';

export const metadata = { title: 'Start' };

/** As many rows of each list as leave both in sight. */
const shownRows = 8;

/** Where people start: the house at its queue, a customer at what they have and what they asked for. */
export default async function StartPage() {
  const actor = await requireActor();
  if (can(actor, 'queue:read')) redirect('/queue');
  const [sandboxes, requests] = await Promise.all([
    askForPage(listSandboxes, {}),
    askForPage(listRequests, {}),
  ]);
  const shown = await withStages(sandboxes.rows.slice(0, shownRows));
  const fileButton = (
    <LinkButton href="/requests/new" variant="primary">
      New request
    </LinkButton>
  );
  return (
    <>
      <PageHeader title="Start" actions={fileButton} />
      <div className="flex flex-col gap-4">
        <Panel title="Sandboxes" aside={<ShowAll href="/sandboxes" total={sandboxes.total.value} />} flush>
          {sandboxes.rows.length > 0 ? (
            <SandboxesTable rows={shown} ofAllCustomers={false} />
          ) : (
            <EmptyState title="You have no sandbox">
              A sandbox is a tenant of your own to build and break against: its own database, its own keys,
              nothing of production. Ask for one; inside your plan it is ready in seconds.
            </EmptyState>
          )}
        </Panel>
        <Panel title="Requests" aside={<ShowAll href="/requests" total={requests.total.value} />} flush>
          {requests.rows.length > 0 ? (
            <RequestsTable rows={requests.rows.slice(0, shownRows)} ofAllCustomers={false} />
          ) : (
            <EmptyState title="You have not asked for anything yet" action={fileButton} />
          )}
        </Panel>
      </div>
    </>
  );
}

function ShowAll({ href, total }: { href: string; total: number }) {
  if (total <= shownRows) return null;
  return (
    <LinkButton href={href} size="small" variant="quiet">{`All ${total.toLocaleString('en')}`}</LinkButton>
  );
}
