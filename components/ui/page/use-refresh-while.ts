'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useTransition } from 'react';

/** Often enough to feel alive while something is read or built, which takes seconds. */
const everyMs = 3_000;

/**
 * Loads the page anew every few seconds while something is under way and somebody looks. The next load waits for the one
 * before: one that began earlier would be dropped, and on a slow day none would ever arrive.
 */
export function useRefreshWhile(active: boolean): void {
  const router = useRouter();
  const [isLoading, startLoading] = useTransition();
  useEffect(() => {
    if (!active || isLoading) return;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') startLoading(() => router.refresh());
    }, everyMs);
    return () => clearInterval(timer);
  }, [active, isLoading, router]);
}
