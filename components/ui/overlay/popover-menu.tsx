import type { ReactNode } from 'react';
import { classNames } from '../class-names';

/**
 * A button that opens a small panel above everything, by the browser's own popover: Escape and a press elsewhere close
 * it, no script is needed. `id` must be unique on the page; `panelClassName` places the panel.
 */
export function PopoverMenu({
  id,
  label,
  button,
  buttonClassName,
  panelClassName,
  children,
}: {
  id: string;
  label: string;
  button: ReactNode;
  buttonClassName?: string;
  panelClassName?: string;
  children: ReactNode;
}) {
  return (
    <>
      <button type="button" popoverTarget={id} aria-label={label} className={buttonClassName}>
        {button}
      </button>
      <div
        id={id}
        popover="auto"
        className={classNames(
          'fixed m-0 rounded-lg border border-line-strong bg-raised p-1 text-ink shadow-overlay',
          panelClassName,
        )}
      >
        {children}
      </div>
    </>
  );
}
