import { QueueBoard } from '@/components/queue/queue-board';
import type { QueueWords } from '@/components/queue/queue-data';
import { KeyHint } from '@/components/ui/data/key-hint';
import { PlaceRefusal } from '@/components/ui/data/place-refusal';
import { PageHeader } from '@/components/ui/page/page-header';
import { can } from '@/lib/access/permissions';
import { requireActor } from '@/lib/access/session';
import { createUuid } from '@/lib/ids';
import { requestStateLabels, shapeLabels, shapes } from '@/lib/requests/request';
import { listQueue } from '@/lib/reviews/list-queue';
import { askForList, readSearch, type SearchParams } from '../ask-for-page';
import { approveRequestAction, declineRequestAction } from '../requests/[id]/actions';

export const metadata = { title: 'Queue' };

const words: QueueWords = {
  states: (['awaiting_support', 'awaiting_customer', 'awaiting_compliance'] as const).map((state) => ({
    value: state,
    label: requestStateLabels[state],
  })),
  shapes: shapes.map((shape) => ({ value: shape, label: shapeLabels[shape].title })),
};

/** What waits for a decision: support's, compliance's, and what the customers owe an answer. */
export default async function QueuePage({ searchParams }: { searchParams: SearchParams }) {
  const search = await readSearch(searchParams);
  const actor = await requireActor();
  const { list: queue, refusal } = await askForList(listQueue, search);
  const { page: _page, cursor, ...filters } = search;
  return (
    <>
      <PageHeader
        title="Queue"
        actions={
          <p className="hidden items-center gap-1.5 text-xs text-muted lg:flex">
            <KeyHint>j</KeyHint>
            <KeyHint>k</KeyHint> move
            <KeyHint>Enter</KeyHint> open
            <KeyHint>a</KeyHint> approve
            <KeyHint>d</KeyHint> decline
          </p>
        }
      />
      <PlaceRefusal refusal={refusal} />
      <div className="flex flex-col gap-4">
        <QueueBoard
          approveRequestAction={approveRequestAction}
          declineRequestAction={declineRequestAction}
          // The same shape as what is fetched later, dates as text.
          initial={JSON.parse(JSON.stringify(queue))}
          filters={filters}
          cursor={refusal === null ? cursor : undefined}
          mayDecide={can(actor, 'request:decide')}
          words={words}
          pageKey={createUuid()}
        />
      </div>
    </>
  );
}
