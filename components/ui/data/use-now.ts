'use client';

import { useSyncExternalStore } from 'react';

/** Fast enough for minutes, slow enough to cost nothing on a page with a hundred times on it. */
const tickMs = 20_000;

let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  now = Date.now();
  timer ??= setInterval(() => {
    now = Date.now();
    for (const each of listeners) each();
  }, tickMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** The reader's clock in milliseconds, by one timer for the whole page; what is shown by it is shown, never decided. */
export function useNow(): number {
  return useSyncExternalStore(
    subscribe,
    () => now,
    // On the server each page asks anew; while the browser takes the page over, the answer must stand still.
    () => (typeof window === 'undefined' ? Date.now() : now),
  );
}
