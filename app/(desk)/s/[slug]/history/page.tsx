import { HistoryList } from '@/components/sandboxes/history/history-list';
import { SandboxStateDot } from '@/components/sandboxes/sandbox-state';
import { LinkButton } from '@/components/ui/actions/link-button';
import { KeysetPagination } from '@/components/ui/data/keyset-pagination';
import { PlaceRefusal } from '@/components/ui/data/place-refusal';
import { EmptyState } from '@/components/ui/feedback/empty-state';
import { PageHeader } from '@/components/ui/page/page-header';
import { Panel } from '@/components/ui/page/panel';
import { can } from '@/lib/access/permissions';
import { requireActor } from '@/lib/access/session';
import { getSandbox } from '@/lib/sandboxes/get-sandbox';
import { listHistory } from '@/lib/sandboxes/history/list-history';
import { askForList, askForPage, readSearch, type SearchParams } from '../../../ask-for-page';

type Props = { params: Promise<{ slug: string }>; searchParams: SearchParams };

export const metadata = { title: 'History of a sandbox' };

/** All that happened to a sandbox, latest first. */
export default async function HistoryPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const { id, slug, state } = await askForPage(getSandbox, await params);
  const { cursor } = await readSearch(searchParams);
  const { list, refusal } = await askForList(listHistory, { sandboxId: id, cursor });
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader
        title={`History of ${slug}`}
        meta={<SandboxStateDot state={state} />}
        actions={
          <>
            {can(actor, 'audit:read') && <LinkButton href={`/audit?subject=${id}`}>In the audit</LinkButton>}
            <LinkButton href={`/s/${slug}`}>Back to it</LinkButton>
          </>
        }
      />
      <PlaceRefusal refusal={refusal} />
      <Panel flush>
        {list.rows.length > 0 ? (
          <HistoryList rows={list.rows} />
        ) : (
          <EmptyState title="Nothing more happened">
            What happens to it stands here as soon as it does.
          </EmptyState>
        )}
        <KeysetPagination
          label="Pages of the history"
          path={`/s/${slug}/history`}
          values={{}}
          list={list}
          noun={{ one: 'event', many: 'events' }}
        />
      </Panel>
    </div>
  );
}
