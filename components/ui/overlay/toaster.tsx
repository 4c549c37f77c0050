'use client';

import { useSyncExternalStore } from 'react';
import { toneTextClasses } from '../tone';
import { currentToast, dismissToast, subscribeToToast } from './toast-store';

/** Where toasts appear; stands once, in the shell. The region is always there, or screen readers would miss the first. */
export function Toaster() {
  const toast = useSyncExternalStore(subscribeToToast, currentToast, () => null);
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-4 bottom-4 z-50 flex justify-center"
      aria-live="polite"
    >
      {toast && (
        <div
          key={toast.id}
          className="pointer-events-auto flex max-w-md items-center gap-3 rounded-lg border border-line-strong bg-raised py-2 pr-2 pl-4 text-sm shadow-overlay"
        >
          <span className={toast.tone === 'neutral' ? undefined : toneTextClasses[toast.tone]}>
            {toast.text}
          </span>
          <button
            type="button"
            onClick={dismissToast}
            className="rounded px-2 py-1 text-muted hover:bg-hover hover:text-ink"
          >
            Dismiss
          </button>
        </div>
      )}
    </div>
  );
}
