import { RequestsTable } from '@/components/requests/requests-table';
import { LinkButton } from '@/components/ui/actions/link-button';
import { FilterBar } from '@/components/ui/data/filter-bar';
import { KeysetPagination } from '@/components/ui/data/keyset-pagination';
import { PlaceRefusal } from '@/components/ui/data/place-refusal';
import { EmptyState } from '@/components/ui/feedback/empty-state';
import { PageHeader } from '@/components/ui/page/page-header';
import { Panel } from '@/components/ui/page/panel';
import { can } from '@/lib/access/permissions';
import { requireActor } from '@/lib/access/session';
import { listRequests } from '@/lib/requests/list-requests';
import { requestStateLabels, requestStates, shapeLabels, shapes } from '@/lib/requests/request';
import { askForList, readSearch, type SearchParams } from '../ask-for-page';

export const metadata = { title: 'Requests' };

const selects = [
  {
    name: 'state',
    label: 'State',
    any: 'Any state',
    options: requestStates.map((state) => ({ value: state, label: requestStateLabels[state] })),
  },
  {
    name: 'shape',
    label: 'Data',
    any: 'Any data',
    options: shapes.map((shape) => ({ value: shape, label: shapeLabels[shape].title })),
  },
];

/** A customer sees their organization's requests, the house everyone's; latest first. */
export default async function RequestsPage({ searchParams }: { searchParams: SearchParams }) {
  const search = await readSearch(searchParams);
  const actor = await requireActor();
  const { list, refusal } = await askForList(listRequests, search);
  const { page: _page, cursor: _cursor, ...filters } = search;
  const isFiltered = Object.keys(filters).length > 0;
  const fileButton = can(actor, 'request:file') && (
    <LinkButton href="/requests/new" variant="primary">
      New request
    </LinkButton>
  );
  return (
    <>
      <PageHeader title="Requests" actions={fileButton} />
      <PlaceRefusal refusal={refusal} />
      <Panel flush>
        <FilterBar
          action="/requests"
          values={filters}
          search={{ name: 'text', label: 'Search requests', placeholder: 'Number, integration, name' }}
          selects={selects}
        />
        {list.rows.length > 0 ? (
          <RequestsTable rows={list.rows} ofAllCustomers={actor.role !== 'customer'} />
        ) : isFiltered ? (
          <EmptyState title="No request matches" action={<LinkButton href="/requests">Show all</LinkButton>}>
            Change or clear the filters.
          </EmptyState>
        ) : (
          <EmptyState title="Nobody has asked for a sandbox yet" action={fileButton}>
            A request says why a sandbox is needed, who gets in and what data it starts with.
          </EmptyState>
        )}
        <KeysetPagination
          label="Pages of requests"
          path="/requests"
          values={filters}
          list={list}
          noun={{ one: 'request', many: 'requests' }}
        />
      </Panel>
    </>
  );
}
