import { OrganizationsTable } from '@/components/organizations/organizations-table';
import { LinkButton } from '@/components/ui/actions/link-button';
import { FilterBar } from '@/components/ui/data/filter-bar';
import { KeysetPagination } from '@/components/ui/data/keyset-pagination';
import { PlaceRefusal } from '@/components/ui/data/place-refusal';
import { EmptyState } from '@/components/ui/feedback/empty-state';
import { PageHeader } from '@/components/ui/page/page-header';
import { Panel } from '@/components/ui/page/panel';
import { listOrganizations } from '@/lib/organizations/list-organizations';
import { reviewTermLabels, reviewTerms } from '@/lib/organizations/organization';
import { askForList, readSearch, type SearchParams } from '../ask-for-page';

export const metadata = { title: 'Customers' };

/** The customers' organizations and what their contracts demand, for the house. */
export default async function OrganizationsPage({ searchParams }: { searchParams: SearchParams }) {
  const search = await readSearch(searchParams);
  const { list, refusal } = await askForList(listOrganizations, search);
  const { page: _page, cursor: _cursor, ...filters } = search;
  return (
    <>
      <PageHeader title="Customers" meta="Each one’s subscription, and what its contract demands." />
      <PlaceRefusal refusal={refusal} />
      <Panel flush>
        <FilterBar
          action="/organizations"
          values={filters}
          search={{ name: 'text', label: 'Search customers', placeholder: 'Name' }}
          selects={[
            {
              name: 'review',
              label: 'Compliance',
              any: 'Any contract',
              options: reviewTerms.map((term) => ({ value: term, label: reviewTermLabels[term] })),
            },
          ]}
        />
        {list.rows.length > 0 ? (
          <OrganizationsTable rows={list.rows} />
        ) : (
          <EmptyState
            title="No customer matches"
            action={<LinkButton href="/organizations">Show all</LinkButton>}
          >
            Change or clear the filters.
          </EmptyState>
        )}
        <KeysetPagination
          label="Pages of customers"
          path="/organizations"
          values={filters}
          list={list}
          noun={{ one: 'customer', many: 'customers' }}
        />
      </Panel>
    </>
  );
}
