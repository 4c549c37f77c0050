'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { FilterBar } from '../ui/data/filter-bar';
import { KeysetPagination, placeHref } from '../ui/data/keyset-pagination';
import { EmptyState } from '../ui/feedback/empty-state';
import type { FormAction } from '../ui/form/action-form';
import { Panel } from '../ui/page/panel';
import { Tabs } from '../ui/page/tabs';
import { type Decision, DecisionDialog } from './decision-dialog';
import type { QueueData, QueueWords } from './queue-data';
import { QueueTable } from './queue-table';
import { useQueue } from './use-queue';
import { useQueueKeys } from './use-queue-keys';

type Props = {
  initial: QueueData;
  /** The filters of the address, the place in the list left out. */
  filters: Record<string, string | undefined>;
  cursor: string | undefined;
  mayDecide: boolean;
  words: QueueWords;
  pageKey: string;
  approveRequestAction: FormAction;
  declineRequestAction: FormAction;
};

const holders = {
  name: 'holder',
  label: 'Held by',
  any: 'Held by anybody',
  options: [
    { value: 'me', label: 'Held by me' },
    { value: 'nobody', label: 'Held by nobody' },
  ],
};

/** The queue that stays true while it is looked at. */
export function QueueBoard(props: Props) {
  const [client] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={client}>
      <LiveQueue {...props} />
    </QueryClientProvider>
  );
}

function LiveQueue({
  initial,
  filters,
  cursor,
  mayDecide,
  words,
  pageKey,
  approveRequestAction,
  declineRequestAction,
}: Props) {
  const search = placeHref('', { ...filters, cursor }).replace('?', '');
  const { queue, isStale, refresh } = useQueue(search, initial);
  const [decision, setDecision] = useState<Decision | null>(null);
  const decides = mayDecide && queue.state === 'awaiting_support';
  useQueueKeys(queue.rows, decides ? setDecision : undefined);
  const { state: _state, ...others } = filters;
  return (
    <>
      <Tabs
        label="States of the queue"
        tabs={words.states.map(({ value: state, label }) => ({
          href: placeHref('/queue', { ...others, state }),
          label,
          count: queue.counts[state],
          isCurrent: queue.state === state,
        }))}
      />
      <Panel flush>
        <FilterBar
          action="/queue"
          values={filters}
          kept={{ state: filters.state }}
          search={{ name: 'text', label: 'Search the queue', placeholder: 'Number, integration, customer' }}
          selects={[{ name: 'shape', label: 'Data', any: 'Any data', options: words.shapes }, holders]}
        />
        {queue.rows.length > 0 ? (
          <QueueTable rows={queue.rows} words={words} onDecide={decides ? setDecision : undefined} />
        ) : (
          <EmptyState title="Nothing waits here">
            {Object.keys(others).length > 0
              ? 'No request matches the filters.'
              : 'Every request has been looked at.'}
          </EmptyState>
        )}
        <KeysetPagination
          label="Pages of the queue"
          path="/queue"
          values={filters}
          list={queue}
          noun={{ one: 'request', many: 'requests' }}
          aside={isStale ? ', not refreshed at the moment' : ''}
        />
      </Panel>
      <DecisionDialog
        approveRequestAction={approveRequestAction}
        declineRequestAction={declineRequestAction}
        decision={decision}
        pageKey={pageKey}
        onClose={() => setDecision(null)}
        onDecided={refresh}
      />
    </>
  );
}
