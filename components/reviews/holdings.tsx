import Link from 'next/link';
import { shapeLabels } from '@/lib/requests/request';
import { SandboxNameLink } from '../sandboxes/sandbox-name';
import { SandboxStateDot } from '../sandboxes/sandbox-state';
import { RelativeTime } from '../ui/data/relative-time';
import type { ReviewDetail } from './review-detail';

type Props = Pick<ReviewDetail, 'holds' | 'holdsInAll' | 'organization'>;

/** The sandboxes that this customer has already, the latest first, and the way to all where these are not. */
export function Holdings({ holds, holdsInAll, organization }: Props) {
  if (holds.length === 0)
    return <p className="px-4 py-3 text-sm text-muted">No other sandbox lives for this customer.</p>;
  return (
    <>
      <ul className="divide-y divide-line">
        {holds.map(({ slug, shape, state, expiresAt }) => (
          <li
            key={`${slug} ${state}`}
            className="flex flex-wrap items-center justify-between gap-x-4 px-4 py-2 text-sm"
          >
            <SandboxNameLink slug={slug} state={state} />
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
      {holdsInAll > holds.length && (
        <p className="border-t border-line px-4 py-2 text-sm text-muted">
          The latest {holds.length} of {holdsInAll.toLocaleString('en')} stand here;{' '}
          <Link
            href={`/sandboxes?${new URLSearchParams({ text: organization })}`}
            className="text-accent-ink underline underline-offset-2"
          >
            all of them
          </Link>
          .
        </p>
      )}
    </>
  );
}
