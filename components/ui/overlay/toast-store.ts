import type { Tone } from '../tone';

/**
 * The one message at the bottom of the window. A later one replaces the earlier: whoever acts twice wants to know what
 * came of the last.
 */
export type Toast = { id: number; text: string; tone: Tone };

let current: Toast | null = null;
let count = 0;
const listeners = new Set<() => void>();

/** Long enough to read two sentences. */
const shownForMs = 6_000;

/** Shows a sentence for a few seconds and reads it aloud. Never the only place where something can be learnt. */
export function showToast(text: string, tone: Tone = 'neutral'): void {
  count += 1;
  const toast = { id: count, text, tone };
  current = toast;
  notify();
  setTimeout(() => {
    if (current === toast) dismissToast();
  }, shownForMs);
}

/** Takes the message away. */
export function dismissToast(): void {
  current = null;
  notify();
}

/** For `useSyncExternalStore`. */
export function subscribeToToast(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** For `useSyncExternalStore`. */
export function currentToast(): Toast | null {
  return current;
}

function notify(): void {
  for (const listener of listeners) listener();
}
