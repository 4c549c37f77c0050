import { ColumnsTable } from '@/components/scrub-plans/editor/columns-table';
import { DecideColumns } from '@/components/scrub-plans/editor/decide-columns';
import { OpenGroups } from '@/components/scrub-plans/editor/open-groups';
import type { PlanVersion } from '@/components/scrub-plans/editor/plan-detail';
import { LinkButton } from '@/components/ui/actions/link-button';
import { FilterBar } from '@/components/ui/data/filter-bar';
import { pageHref, pageLinks, pageSummary } from '@/components/ui/data/page-links';
import { Pagination } from '@/components/ui/data/pagination';
import { EmptyState } from '@/components/ui/feedback/empty-state';
import { Panel } from '@/components/ui/page/panel';
import { Tabs } from '@/components/ui/page/tabs';
import { columnKey } from '@/lib/scrub-plans/column-key';
import { listMasks } from '@/lib/scrub-plans/list-masks';
import { classGroupLabels, classGroups } from '@/lib/scrub-plans/plan';
import { askForPage } from '../../ask-for-page';
import { decideColumnsAction } from './actions';

type Search = Record<string, string | undefined>;

/** The columns of a plan by group, words and state, and the form that decides about them. */
export async function PlanColumns({
  tenantId,
  plan,
  search,
  mayEdit,
  pageKey,
}: {
  tenantId: string;
  plan: PlanVersion;
  search: Search;
  mayEdit: boolean;
  pageKey: string;
}) {
  const masks = await askForPage(listMasks, {});
  const path = `/plans/${tenantId}`;
  const { page: _page, all: _all, ...filters } = search;
  const here = pageHref(path, filters, plan.page);
  return (
    <div className="flex flex-col gap-3">
      {mayEdit && (
        <OpenGroups
          decideColumnsAction={decideColumnsAction}
          tenantId={tenantId}
          version={plan.version}
          groups={plan.open}
          masks={masks}
          idempotencyKey={pageKey}
        />
      )}
      <GroupTabs path={path} filters={filters} counts={plan.counts} />
      <Panel flush>
        <FilterBar
          action={path}
          values={filters}
          kept={{ group: filters.group }}
          search={{ name: 'text', label: 'Search columns', placeholder: 'Table, column, class or mask' }}
          selects={[
            {
              name: 'only',
              label: 'State',
              any: 'Any state',
              options: [
                { value: 'refused', label: 'In the way' },
                { value: 'proof', label: 'Named by a failed proof' },
                { value: 'kept', label: 'Kept as they are' },
                { value: 'person', label: 'Kept by a person' },
                { value: 'undecided', label: 'Decided by nobody' },
              ],
            },
          ]}
        />
        {plan.rows.length === 0 && (
          <EmptyState title="No column matches" action={<LinkButton href={path}>Show all</LinkButton>}>
            Change or clear the filters.
          </EmptyState>
        )}
        {plan.rows.length > 0 && !mayEdit && (
          <ColumnsTable rows={plan.rows} masks={masks} isTickable={false} />
        )}
        {mayEdit && (
          <DecideColumns
            decideColumnsAction={decideColumnsAction}
            tenantId={tenantId}
            version={plan.version}
            rows={plan.rows}
            masks={masks}
            matching={{
              total: plan.total,
              keys: plan.matching?.map(columnKey) ?? null,
              allHref: pageHref(path, { ...filters, all: '1' }, plan.page),
              tickedHref: here,
            }}
            idempotencyKey={pageKey}
          />
        )}
        <Pagination
          label="Pages of columns"
          summary={pageSummary(plan, { one: 'column', many: 'columns' })}
          {...pageLinks(path, filters, plan)}
        />
      </Panel>
    </div>
  );
}

function GroupTabs({
  path,
  filters,
  counts,
}: {
  path: string;
  filters: Search;
  counts: PlanVersion['counts'];
}) {
  const { group, ...others } = filters;
  const all = classGroups.reduce((sum, each) => sum + counts[each], 0);
  return (
    <Tabs
      label="Groups of columns"
      tabs={[
        { href: pageHref(path, others, 1), label: 'All', count: all, isCurrent: !group },
        ...classGroups.map((each) => ({
          href: pageHref(path, { ...others, group: each }, 1),
          label: classGroupLabels[each],
          count: counts[each],
          isCurrent: group === each,
        })),
      ]}
    />
  );
}
