import Link from 'next/link';
import { shapeLabels } from '@/lib/requests/request';
import { SandboxStateDot } from '../sandboxes/sandbox-state';
import { RelativeTime } from '../ui/data/relative-time';
import type { ReviewDetail } from './review-detail';

/** The sandboxes that this customer has already, for whoever weighs one more. */
export function Holdings({ holds }: { holds: ReviewDetail['holds'] }) {
  if (holds.length === 0)
    return <p className="px-4 py-3 text-sm text-muted">No other sandbox lives for this customer.</p>;
  return (
    <ul className="divide-y divide-line">
      {holds.map(({ slug, shape, state, expiresAt }) => (
        <li
          key={`${slug} ${state}`}
          className="flex flex-wrap items-center justify-between gap-x-4 px-4 py-2 text-sm"
        >
          <Link href={`/s/${slug}`} className="text-accent-ink underline underline-offset-2">
            {slug}
          </Link>
          <span className="flex flex-wrap items-center gap-x-4 text-muted">
            {shapeLabels[shape].title}
            {expiresAt && (
              <span>
                expires <RelativeTime at={expiresAt} />
              </span>
            )}
            <span className="text-ink">
              <SandboxStateDot state={state} />
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
