'use client';

import { useRouter } from 'next/navigation';
import { startTransition, useEffect, useTransition } from 'react';

/** Often enough to feel alive while something is read or built, which takes seconds. */
const everyMs = 3_000;

/**
 * Loads the page anew every few seconds while something is under way and somebody looks. The next load waits for the one
 * before: one that began earlier would be dropped, and on a slow day none would ever arrive. Once the session has ended the
 * page stands still: loading it would lead to the sign-in, away from whatever is being typed.
 */
export function useRefreshWhile(active: boolean): void {
  const router = useRouter();
  const [isLoading, startLoading] = useTransition();
  useEffect(() => {
    if (!active || isLoading) return;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible')
        startLoading(async () => {
          if (await isSignedIn()) startTransition(() => router.refresh());
        });
    }, everyMs);
    return () => clearInterval(timer);
  }, [active, isLoading, router]);
}

/** Asked of something that is cheap to answer. Where no answer comes, loading the page would show an error instead. */
async function isSignedIn(): Promise<boolean> {
  const answer = await fetch('/notices/unread').catch(() => null);
  return answer?.ok ?? false;
}
