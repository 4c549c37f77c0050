import { ComingEnds } from '@/components/fleet/coming-ends';
import { FleetFilters } from '@/components/fleet/fleet-filters';
import { FleetTable } from '@/components/fleet/fleet-table';
import { FleetViews } from '@/components/fleet/fleet-views';
import { Button } from '@/components/ui/actions/button';
import { LinkButton } from '@/components/ui/actions/link-button';
import { KeysetPagination } from '@/components/ui/data/keyset-pagination';
import { Banner } from '@/components/ui/feedback/banner';
import { EmptyState } from '@/components/ui/feedback/empty-state';
import { PageHeader } from '@/components/ui/page/page-header';
import { Panel } from '@/components/ui/page/panel';
import { can } from '@/lib/access/permissions';
import { requireActor } from '@/lib/access/session';
import { chosenColumns } from '@/lib/fleet/fleet';
import { listComingEnds } from '@/lib/fleet/list-coming-ends';
import { listFleet } from '@/lib/fleet/list-fleet';
import { listViews } from '@/lib/fleet/views/list-views';
import { viewQuery } from '@/lib/fleet/views/view';
import { askForList, askForPage, type SearchParams } from '../ask-for-page';
import { removeViewAction, saveViewAction } from './actions';

export const metadata = { title: 'Fleet' };

/** All sandboxes of all customers, for those of the house who look after them. */
export default async function FleetPage({ searchParams }: { searchParams: SearchParams }) {
  const search = await readView(searchParams);
  const { cursor: _cursor, page: _page, ...view } = search;
  const [{ list, refusal }, ends, views] = await Promise.all([
    askForList(listFleet, search),
    askForPage(listComingEnds, view),
    askForPage(listViews, {}),
  ]);
  const mayAct = can(await requireActor(), 'fleet:act');
  const columns = chosenColumns(view.columns);
  const query = new URLSearchParams(
    Object.entries(view).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
  return (
    <>
      <PageHeader
        title="Fleet"
        actions={
          <LinkButton href={`/fleet/csv?${query}`} prefetch={false} download>
            As CSV
          </LinkButton>
        }
      />
      {refusal && (
        <div className="mb-4">
          <Banner tone="warning" announce="alert">
            {refusal}
          </Banner>
        </div>
      )}
      <div className="flex flex-col gap-4">
        <Panel title="What ends in the coming weeks" flush>
          <ComingEnds weeks={ends.weeks} />
        </Panel>
        <Panel flush>
          <FleetViews
            key={viewQuery(view)}
            views={views}
            query={viewQuery(view)}
            saveViewAction={saveViewAction}
            removeViewAction={removeViewAction}
          >
            <FleetFilters values={view} columns={columns} products={list.products} />
          </FleetViews>
          {list.rows.length > 0 ? (
            <form action="/fleet/bulk">
              <FleetTable rows={list.rows} columns={columns} mayAct={mayAct} />
              {mayAct && (
                <div className="flex flex-wrap gap-2 border-t border-line px-3 py-2">
                  <Button type="submit" size="small">
                    Act on those chosen
                  </Button>
                  <LinkButton href={`/fleet/bulk?${query}&all=1`} size="small" prefetch={false}>
                    Act on all that match
                  </LinkButton>
                </div>
              )}
            </form>
          ) : (
            <EmptyState title="No sandbox matches" action={<LinkButton href="/fleet">Show all</LinkButton>}>
              Change or clear the filters.
            </EmptyState>
          )}
          <KeysetPagination
            label="Pages of the fleet"
            path="/fleet"
            values={view}
            list={list}
            noun={{ one: 'sandbox', many: 'sandboxes' }}
          />
        </Panel>
      </div>
    </>
  );
}

/** The parameters as single texts. Boxes that were ticked come as one parameter each and become one list. */
async function readView(searchParams: SearchParams): Promise<Record<string, string | undefined>> {
  const entries = Object.entries(await searchParams).map(([name, value]): [string, string | undefined] => [
    name,
    Array.isArray(value) ? (name === 'columns' ? value.join(',') : value[0]) : value,
  ]);
  return Object.fromEntries(entries.filter(([, value]) => value));
}
