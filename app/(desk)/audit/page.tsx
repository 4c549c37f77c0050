import { AuditTable } from '@/components/audit/audit-table';
import { ChainState } from '@/components/audit/chain-state';
import { LinkButton } from '@/components/ui/actions/link-button';
import { FilterBar } from '@/components/ui/data/filter-bar';
import { KeysetPagination } from '@/components/ui/data/keyset-pagination';
import { PlaceRefusal } from '@/components/ui/data/place-refusal';
import { EmptyState } from '@/components/ui/feedback/empty-state';
import { PageHeader } from '@/components/ui/page/page-header';
import { Panel } from '@/components/ui/page/panel';
import { listAuditEvents } from '@/lib/audit/list-events';
import { askForList, readSearch, type SearchParams } from '../ask-for-page';

export const metadata = { title: 'Audit' };

const nouns = ['request', 'sandbox', 'copy', 'operation', 'api_key', 'person', 'product', 'notice'];

/** Everything that was done, by whom and when, for the house. */
export default async function AuditPage({ searchParams }: { searchParams: SearchParams }) {
  const search = await readSearch(searchParams);
  const { list, refusal } = await askForList(listAuditEvents, search);
  const { page: _page, cursor: _cursor, ...filters } = search;
  return (
    <>
      <PageHeader
        title="Audit"
        meta={<ChainState head={list.head} broken={list.broken} outside={list.outside} />}
      />
      <PlaceRefusal refusal={refusal} />
      <Panel flush>
        <FilterBar
          action="/audit"
          values={filters}
          search={{ name: 'person', label: 'Search by person', placeholder: 'Person' }}
          texts={[{ name: 'subject', label: 'Subject’s id' }]}
          selects={[
            {
              name: 'event',
              label: 'Event',
              any: 'Any event',
              options: nouns.map((noun) => ({ value: `${noun}.`, label: noun.replaceAll('_', ' ') })),
            },
          ]}
          days={[
            { name: 'from', label: 'From' },
            { name: 'until', label: 'to' },
          ]}
        />
        {list.rows.length > 0 ? (
          <AuditTable rows={list.rows} />
        ) : (
          <EmptyState title="No event matches" action={<LinkButton href="/audit">Show all</LinkButton>}>
            Change or clear the filters.
          </EmptyState>
        )}
        <KeysetPagination
          label="Pages of the audit"
          path="/audit"
          values={filters}
          list={list}
          noun={{ one: 'event', many: 'events' }}
        />
      </Panel>
    </>
  );
}
