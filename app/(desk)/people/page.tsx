import { PeopleTable } from '@/components/people/people-table';
import { LinkButton } from '@/components/ui/actions/link-button';
import { FilterBar } from '@/components/ui/data/filter-bar';
import { KeysetPagination } from '@/components/ui/data/keyset-pagination';
import { PlaceRefusal } from '@/components/ui/data/place-refusal';
import { EmptyState } from '@/components/ui/feedback/empty-state';
import { PageHeader } from '@/components/ui/page/page-header';
import { Panel } from '@/components/ui/page/panel';
import { listOrganizationNames } from '@/lib/organizations/list-organization-names';
import { listPeople } from '@/lib/people/list-people';
import { roleLabels, roles } from '@/lib/people/person';
import { askForList, askForPage, readSearch, type SearchParams } from '../ask-for-page';

export const metadata = { title: 'People' };

/** Everyone who may sign in or once could, for administrators. */
export default async function PeoplePage({ searchParams }: { searchParams: SearchParams }) {
  const search = await readSearch(searchParams);
  const [{ list, refusal }, organizations] = await Promise.all([
    askForList(listPeople, search),
    askForPage(listOrganizationNames, {}),
  ]);
  const { page: _page, cursor: _cursor, ...filters } = search;
  return (
    <>
      <PageHeader title="People" />
      <PlaceRefusal refusal={refusal} />
      <Panel flush>
        <FilterBar
          action="/people"
          values={filters}
          search={{ name: 'text', label: 'Search people', placeholder: 'Name or mail address' }}
          selects={[
            {
              name: 'role',
              label: 'Role',
              any: 'Any role',
              options: roles.map((role) => ({ value: role, label: roleLabels[role] })),
            },
            {
              name: 'organization',
              label: 'Customer',
              any: 'Any customer',
              options: organizations.map(({ slug, name }) => ({ value: slug, label: name })),
            },
            {
              name: 'state',
              label: 'State',
              any: 'Any state',
              options: [
                { value: 'enabled', label: 'Enabled' },
                { value: 'disabled', label: 'Disabled' },
              ],
            },
          ]}
        />
        {list.rows.length > 0 ? (
          <PeopleTable rows={list.rows} />
        ) : (
          <EmptyState title="Nobody matches" action={<LinkButton href="/people">Show all</LinkButton>}>
            Change or clear the filters.
          </EmptyState>
        )}
        <KeysetPagination
          label="Pages of people"
          path="/people"
          values={filters}
          list={list}
          noun={{ one: 'person', many: 'people' }}
        />
      </Panel>
    </>
  );
}
