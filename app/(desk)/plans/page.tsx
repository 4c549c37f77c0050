import { PlansTable } from '@/components/scrub-plans/plans-table';
import { whyNotRead } from '@/components/scrub-plans/reading-state';
import { KeysetPagination } from '@/components/ui/data/keyset-pagination';
import { PlaceRefusal } from '@/components/ui/data/place-refusal';
import { EmptyState } from '@/components/ui/feedback/empty-state';
import { PageHeader } from '@/components/ui/page/page-header';
import { Panel } from '@/components/ui/page/panel';
import { RefreshWhile } from '@/components/ui/page/refresh-while';
import { can } from '@/lib/access/permissions';
import { requireActor } from '@/lib/access/session';
import { createUuid } from '@/lib/ids';
import { listPlans } from '@/lib/scrub-plans/list-plans';
import { askForList, readSearch, type SearchParams } from '../ask-for-page';
import { requestReadingAction } from './[tenantId]/actions';

export const metadata = { title: 'Plans' };

/** Every source that snapshots can be taken of, and how far its plan has come. */
export default async function PlansPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor();
  const { list, refusal } = await askForList(listPlans, await readSearch(searchParams));
  const keys = Object.fromEntries(list.rows.map(({ id }) => [id, createUuid()]));
  return (
    <>
      <PageHeader title="Plans" meta="What leaves each source when it is copied, column by column." />
      <RefreshWhile active={list.rows.some(isUnderWay)} />
      <PlaceRefusal refusal={refusal} />
      <Panel flush>
        {list.rows.length > 0 ? (
          <PlansTable
            requestReadingAction={requestReadingAction}
            rows={list.rows}
            keys={can(actor, 'scrub_plan:edit') ? keys : undefined}
          />
        ) : (
          <EmptyState title="No source yet">
            A source is a customer’s tenant in a product’s production; an administrator registers them.
          </EmptyState>
        )}
        <KeysetPagination
          label="Pages of sources"
          path="/plans"
          values={{}}
          list={list}
          noun={{ one: 'source', many: 'sources' }}
        />
      </Panel>
    </>
  );
}

function isUnderWay({ reading, latest }: { reading: Parameters<typeof whyNotRead>[0]; latest: unknown }) {
  const isChecking =
    typeof latest === 'object' && latest !== null && 'checkedAt' in latest && latest.checkedAt === null;
  return whyNotRead(reading) !== null || isChecking;
}
