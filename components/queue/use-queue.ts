'use client';

import { useQuery } from '@tanstack/react-query';
import type { QueueData } from './queue-data';

/** Often enough that two agents rarely start on the same request, seldom enough to be unnoticed by the database. */
const refreshMs = 5_000;

/** The queue under these filters, fetched again while the page is looked at. `isStale` once that stopped working. */
export function useQueue(
  search: string,
  initialData: QueueData,
): { queue: QueueData; isStale: boolean; refresh: () => void } {
  const { data, isError, refetch } = useQuery({
    queryKey: ['queue', search],
    queryFn: async ({ signal }): Promise<QueueData> => {
      const response = await fetch(`/queue/rows?${search}`, { signal });
      if (!response.ok) throw new Error(`The queue answered ${response.status}.`);
      return response.json();
    },
    initialData,
    staleTime: refreshMs,
    refetchInterval: refreshMs,
    retry: 1,
  });
  return { queue: data, isStale: isError, refresh: () => void refetch() };
}
