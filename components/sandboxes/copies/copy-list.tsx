import Link from 'next/link';
import { type CopyState, copyDropReasonLabels, copyStateLabels, isReset } from '@/lib/sandboxes/copies/copy';
import { StatusDot } from '../../ui/data/badge';
import { RelativeTime } from '../../ui/data/relative-time';
import type { Tone } from '../../ui/tone';
import type { CopyDetail } from './copy-detail';

const tones: Record<CopyState, Tone> = {
  scheduled: 'info',
  building: 'info',
  waiting: 'review',
  active: 'success',
  kept: 'neutral',
  dropping: 'warning',
  dropped: 'neutral',
  failed: 'danger',
  cancelled: 'neutral',
};

function cameFrom(copy: CopyDetail): string {
  if (isReset(copy)) return 'reset';
  if (copy.origin === 'sandbox') return 'clone';
  return copy.handOver === 'on_decision' ? 'refresh' : 'first build';
}

/** A sandbox's copies, latest first: each with its state, its age, its request and its proof. */
export function CopyList({ slug, copies }: { slug: string; copies: readonly CopyDetail[] }) {
  const link = 'text-accent-ink underline underline-offset-2';
  return (
    <ul className="divide-y divide-line text-sm">
      {copies.map((copy) => (
        <li key={copy.id} className="px-4 py-2">
          <div className="flex flex-wrap items-center justify-between gap-x-3">
            <StatusDot
              tone={tones[copy.state]}
              hollow={copy.state === 'dropped' || copy.state === 'cancelled'}
            >
              {copyStateLabels[copy.state]}
            </StatusDot>
            <span className="text-xs text-muted">
              {copy.readyAt ? 'copied' : 'asked for'} <RelativeTime at={copy.readyAt ?? copy.createdAt} />
            </span>
          </div>
          <p className="text-xs text-muted">
            {copy.request && (
              <>
                <Link href={`/requests/${copy.request.id}`} className={link}>
                  #{copy.request.number}
                </Link>
                {', '}
              </>
            )}
            {cameFrom(copy)}
            {copy.dropReason && `, ${copyDropReasonLabels[copy.dropReason]}`}
            {copy.readyAt && copy.origin === 'production' && (
              <>
                {', '}
                <Link href={`/s/${slug}/certificate?copy=${copy.id}`} className={link}>
                  certificate
                </Link>
              </>
            )}
          </p>
        </li>
      ))}
    </ul>
  );
}
