'use client';

import type { ReactNode } from 'react';
import { freshForMinutes } from '@/lib/access/freshness';
import { LinkButton } from '../ui/actions/link-button';
import { useNow } from '../ui/data/use-now';

/** Shows what needs a recent sign-in, or the way to one once it is too long ago, also while the page stands open. */
export function WhileFresh({
  what,
  authenticatedAt,
  signInHref,
  children,
}: {
  /** Begins the sentence: “A signature needs …”. */
  what: string;
  /** When this session proved who it is, in milliseconds. */
  authenticatedAt: number;
  signInHref: string;
  children: ReactNode;
}) {
  const now = useNow();
  if (now - authenticatedAt <= freshForMinutes * 60_000) return children;
  return (
    <div className="flex flex-col items-start gap-2">
      <p className="text-sm text-muted text-pretty">
        {what} needs a sign-in within the last {freshForMinutes} minutes. You come back to this page.
      </p>
      <LinkButton href={signInHref} variant="primary" prefetch={false}>
        Sign in again
      </LinkButton>
    </div>
  );
}
