import type { listQueue } from '@/lib/reviews/list-queue';

type Listed = Awaited<ReturnType<(typeof listQueue)['run']>>;

/** What travels as JSON: dates as text, everything else as it was. */
type AsJson<Value> = Value extends Date
  ? string
  : Value extends object
    ? { [Key in keyof Value]: AsJson<Value[Key]> }
    : Value;

/** The queue as the page first has it and as it is fetched later: one shape for both. */
export type QueueData = AsJson<Listed>;
export type QueueRow = QueueData['rows'][number];
