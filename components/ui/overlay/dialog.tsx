'use client';

import { type ReactNode, useEffect, useId, useRef } from 'react';

/**
 * A modal question on the browser's own dialog: focus stays inside, Escape and a press beside it close it, focus goes
 * back to where it came from. Its contents exist only while it is open, so that each opening starts afresh.
 */
export function Dialog({
  open,
  onClose,
  title,
  children,
}: {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  children: ReactNode;
}) {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    if (open && !element.current?.open) element.current?.showModal();
    if (!open) element.current?.close();
  }, [open]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the dialog's own key for what the press beside it does.
    <dialog
      ref={element}
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === element.current) onClose();
      }}
      className="m-auto max-h-[calc(100dvh-2rem)] w-[min(32rem,calc(100vw-2rem))] overflow-auto rounded-lg border border-line-strong bg-raised p-0 text-ink shadow-overlay backdrop:bg-scrim"
    >
      {open && (
        <div className="p-4">
          <h2 id={titleId} className="mb-3 text-lg font-semibold text-balance">
            {title}
          </h2>
          {children}
        </div>
      )}
    </dialog>
  );
}
