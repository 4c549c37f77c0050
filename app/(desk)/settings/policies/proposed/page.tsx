import { redirect } from 'next/navigation';
import { ChangesTable } from '@/components/policies/changes-table';
import { LapsesList } from '@/components/policies/lapses-list';
import { LinkButton } from '@/components/ui/actions/link-button';
import { SubmitButton } from '@/components/ui/actions/submit-button';
import { pageLinks, pageSummary } from '@/components/ui/data/page-links';
import { Pagination } from '@/components/ui/data/pagination';
import { EmptyState } from '@/components/ui/feedback/empty-state';
import { ActionForm } from '@/components/ui/form/action-form';
import { TextareaField } from '@/components/ui/form/textarea-field';
import { PageHeader } from '@/components/ui/page/page-header';
import { Panel } from '@/components/ui/page/panel';
import { getChanges } from '@/lib/ends/policy/get-changes';
import { createUuid } from '@/lib/ids';
import { askForPage, readSearch, type SearchParams } from '../../../ask-for-page';
import { discardPolicyAction, savePolicyAction } from '../../actions';

export const metadata = { title: 'What the policy would change' };

/** What a proposed policy would change, by the same reckoning that the sweep acts by, and the way to save it. */
export default async function ProposedPage({ searchParams }: { searchParams: SearchParams }) {
  const changes = await askForPage(getChanges, await readSearch(searchParams));
  if (!changes) redirect('/settings/policies');
  return (
    <div className="mx-auto flex max-w-4xl flex-col gap-4">
      <PageHeader
        title="What the policy would change"
        meta="Sandboxes that are suspended within 60 days, the old way or the new one, and on another day."
        actions={<LinkButton href="/settings/policies">Back to the policy</LinkButton>}
      />
      <Panel
        title="Sandboxes"
        aside={
          <a href="/api/policies/changes" className="text-accent-ink underline underline-offset-2" download>
            All as CSV
          </a>
        }
        flush
      >
        {changes.rows.length > 0 ? (
          <ChangesTable rows={changes.rows} />
        ) : (
          <EmptyState title="No sandbox is suspended on another day">
            Those that are used again until then are not among them.
          </EmptyState>
        )}
        <Pagination
          label="Pages of changes"
          summary={pageSummary(changes, { one: 'sandbox', many: 'sandboxes' })}
          {...pageLinks('/settings/policies/proposed', {}, changes)}
        />
      </Panel>
      <Panel title="Requests that wait" aside={changes.lapses.total} flush>
        <LapsesList lapses={changes.lapses} />
      </Panel>
      <Panel title="Save it">
        <ActionForm
          action={savePolicyAction}
          idempotencyKey={createUuid()}
          hidden={{ shown: changes.hash }}
          className="flex flex-col gap-4"
        >
          <TextareaField
            name="reason"
            label="Reason"
            hint="Support and the other administrators read this. The policy takes and ends nothing within seven days."
            rows={2}
            maxLength={1_000}
          />
          <SubmitButton>Save the policy</SubmitButton>
        </ActionForm>
      </Panel>
      <ActionForm action={discardPolicyAction} idempotencyKey={createUuid()}>
        <SubmitButton variant="secondary">Discard it</SubmitButton>
      </ActionForm>
    </div>
  );
}
