import type { getCopyImpact } from '@/lib/sandboxes/copies/decide/get-copy-impact';
import type { getCopies } from '@/lib/sandboxes/copies/get-copies';

/** A sandbox's copies, and what putting one into use changes, as their queries answer. */
export type Copies = Awaited<ReturnType<(typeof getCopies)['run']>>;
export type CopyDetail = Copies['copies'][number];
export type CopyImpact = Awaited<ReturnType<(typeof getCopyImpact)['run']>>;

/** How many rows go out of use with the copy in use, in words. */
export function writtenText({ written, whyUnknown }: Pick<CopyImpact, 'written' | 'whyUnknown'>): string {
  if (written === null)
    return ['How many rows were written in the copy in use is not known.', whyUnknown ?? ''].join(' ').trim();
  if (written === 0) return 'Nothing was written in the copy in use since it was handed over.';
  const since = 'made in the copy in use since it was handed over';
  return written === 1
    ? `One row change was ${since}; it goes out of use with it.`
    : `${written.toLocaleString('en')} row changes were ${since}; they go out of use with it.`;
}
