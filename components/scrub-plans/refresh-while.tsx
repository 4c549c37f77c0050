'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/** Often enough to feel alive while a source of a hundred tables is read, which takes seconds. */
const everyMs = 3_000;

/** Loads the page anew every few seconds while something is under way and somebody looks. Shows nothing. */
export function RefreshWhile({ active }: { active: boolean }) {
  const router = useRouter();
  useEffect(() => {
    if (!active) return;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') router.refresh();
    }, everyMs);
    return () => clearInterval(timer);
  }, [active, router]);
  return null;
}
