import { type ReactNode, useId } from 'react';

/** A part of a page with a heading of its own. `flush` lets lists and tables reach its edges. */
export function Panel({
  title,
  aside,
  flush = false,
  id,
  children,
}: {
  title?: ReactNode;
  aside?: ReactNode;
  flush?: boolean;
  id?: string;
  children: ReactNode;
}) {
  const headingId = useId();
  return (
    <section
      id={id}
      aria-labelledby={title ? headingId : undefined}
      className="scroll-mt-4 overflow-clip rounded-lg border border-line bg-surface"
    >
      {title && (
        <div className="flex min-h-10 items-center justify-between gap-3 border-b border-line px-4 py-1.5">
          <h2 id={headingId} className="text-sm font-semibold">
            {title}
          </h2>
          {aside && <div className="text-sm text-muted">{aside}</div>}
        </div>
      )}
      <div className={flush ? undefined : 'p-4'}>{children}</div>
    </section>
  );
}
