import type { listQueue } from '@/lib/reviews/list-queue';
import type { AsJson } from '../ui/data/as-json';
import type { Option } from '../ui/form/select-field';

/** The queue as the page first has it and as it is fetched later: one shape for both. */
export type QueueData = AsJson<Awaited<ReturnType<(typeof listQueue)['run']>>>;
export type QueueRow = QueueData['rows'][number];

/** What states and shapes are called. The page gives it along, since the vocabulary would bring its schemas to the browser. */
export type QueueWords = { states: readonly Option[]; shapes: readonly Option[] };
