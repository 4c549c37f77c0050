import type { listQueue } from '@/lib/reviews/list-queue';
import type { AsJson } from '../ui/data/as-json';

/** The queue as the page first has it and as it is fetched later: one shape for both. */
export type QueueData = AsJson<Awaited<ReturnType<(typeof listQueue)['run']>>>;
export type QueueRow = QueueData['rows'][number];
