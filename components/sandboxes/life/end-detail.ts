import type { getEnd } from '@/lib/ends/get-end';

/** What a page knows of the end of a sandbox. */
export type EndDetail = Awaited<ReturnType<(typeof getEnd)['run']>>;
