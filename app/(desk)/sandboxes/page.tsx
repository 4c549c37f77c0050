import { SandboxesTable } from '@/components/sandboxes/sandboxes-table';
import { LinkButton } from '@/components/ui/actions/link-button';
import { FilterBar } from '@/components/ui/data/filter-bar';
import { KeysetPagination } from '@/components/ui/data/keyset-pagination';
import { PlaceRefusal } from '@/components/ui/data/place-refusal';
import { Banner } from '@/components/ui/feedback/banner';
import { EmptyState } from '@/components/ui/feedback/empty-state';
import { PageHeader } from '@/components/ui/page/page-header';
import { Panel } from '@/components/ui/page/panel';
import { can } from '@/lib/access/permissions';
import { requireActor } from '@/lib/access/session';
import { getSweepStop } from '@/lib/ends/sweep/get-sweep-stop';
import { shapeLabels, shapes } from '@/lib/requests/request';
import { listSandboxes } from '@/lib/sandboxes/list-sandboxes';
import { sandboxStateLabels, sandboxStates } from '@/lib/sandboxes/sandbox';
import { askForList, askForPage, readSearch, type SearchParams } from '../ask-for-page';
import { withStages } from '../with-stages';

export const metadata = { title: 'Sandboxes' };

const selects = [
  {
    name: 'state',
    label: 'State',
    any: 'All that live',
    options: sandboxStates.map((state) => ({ value: state, label: sandboxStateLabels[state] })),
  },
  {
    name: 'shape',
    label: 'Data',
    any: 'Any data',
    options: shapes.map((shape) => ({ value: shape, label: shapeLabels[shape].title })),
  },
];

/** A customer sees their organization's sandboxes, the house the whole fleet; latest first. */
export default async function SandboxesPage({ searchParams }: { searchParams: SearchParams }) {
  const search = await readSearch(searchParams);
  const actor = await requireActor();
  const { list, refusal } = await askForList(listSandboxes, search);
  const rows = await withStages(list.rows);
  const stop = can(actor, 'sweep:allow') ? await askForPage(getSweepStop, {}) : null;
  const { page: _page, cursor: _cursor, ...filters } = search;
  const isFiltered = Object.keys(filters).length > 0;
  const fileButton = can(actor, 'request:file') && (
    <LinkButton href="/requests/new" variant="primary">
      Ask for one
    </LinkButton>
  );
  return (
    <>
      <PageHeader title="Sandboxes" actions={fileButton} />
      {stop && !stop.allowedAt && (
        <div className="mb-4">
          <Banner
            tone="warning"
            title={`The sweep of ends stopped: it would take ${stop.acts.length} sandboxes`}
          >
            <LinkButton href="/sandboxes/sweep">Look at them</LinkButton>
          </Banner>
        </div>
      )}
      <PlaceRefusal refusal={refusal} />
      <Panel flush>
        <FilterBar
          action="/sandboxes"
          values={filters}
          search={{ name: 'text', label: 'Search sandboxes', placeholder: 'Name or customer' }}
          selects={selects}
        />
        {list.rows.length > 0 ? (
          <SandboxesTable rows={rows} ofAllCustomers={actor.role !== 'customer'} />
        ) : isFiltered ? (
          <EmptyState title="No sandbox matches" action={<LinkButton href="/sandboxes">Show all</LinkButton>}>
            Change or clear the filters.
          </EmptyState>
        ) : (
          <EmptyState title="No sandbox lives here" action={fileButton}>
            A sandbox appears here as soon as its request is approved.
          </EmptyState>
        )}
        <KeysetPagination
          label="Pages of sandboxes"
          path="/sandboxes"
          values={filters}
          list={list}
          noun={{ one: 'sandbox', many: 'sandboxes' }}
        />
      </Panel>
    </>
  );
}
