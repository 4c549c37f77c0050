'use client';

import { relativeText } from '@/lib/days';
import { shortDuration } from './relative-text';
import { useNow } from './use-now';

const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'long' });

/**
 * How long ago or how far ahead, kept true while the page stands; the exact time on hover. The server's words and the
 * browser's may differ by seconds and by time zone, and the browser's win.
 */
export function RelativeTime({ at, as = 'relative' }: { at: Date | string; as?: 'relative' | 'age' }) {
  const now = useNow();
  const date = new Date(at);
  const text = as === 'age' ? shortDuration(now - date.getTime()) : relativeText(date.getTime(), now);
  return (
    <time dateTime={date.toISOString()} title={exact.format(date)} suppressHydrationWarning>
      {text}
    </time>
  );
}
