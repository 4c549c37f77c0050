import type { ReactNode } from 'react';

/** A line that unfolds, by the browser's own means. Those that share a `group` fold the others when they unfold. */
export function Disclosure({
  summary,
  group,
  open,
  children,
}: {
  summary: ReactNode;
  group?: string;
  open?: boolean;
  children: ReactNode;
}) {
  return (
    <details name={group} open={open} className="group/fold border-b border-line last:border-b-0">
      <summary className="flex min-h-10 list-none items-center justify-between gap-2 px-4 py-2 text-sm font-medium hover:bg-hover focus-visible:-outline-offset-2 [&::-webkit-details-marker]:hidden">
        <span className="min-w-0">{summary}</span>
        <svg
          aria-hidden="true"
          viewBox="0 0 16 16"
          className="size-4 shrink-0 text-muted transition-transform group-open/fold:rotate-180"
        >
          <path d="M4 6l4 4 4-4" fill="none" stroke="currentColor" strokeWidth="1.5" />
        </svg>
      </summary>
      <div className="px-4 pt-1 pb-4">{children}</div>
    </details>
  );
}
