import type { ReactNode } from 'react';

/** The first cell of a row that may be decided about: what it is, to be ticked where that is allowed, and what is refused. */
export function TickCell({
  name,
  value,
  label,
  isTickable,
  refusals,
  children,
}: {
  name: string;
  value: string;
  /** What the box is called where the cell's own words do not say it all. */
  label?: string;
  isTickable: boolean;
  refusals: readonly string[];
  children: ReactNode;
}) {
  return (
    <>
      {isTickable ? (
        <label className="relative flex items-start gap-2.5">
          <input
            type="checkbox"
            name={name}
            value={value}
            aria-label={label}
            className="mt-0.5 size-4 shrink-0 accent-accent"
          />
          {children}
        </label>
      ) : (
        children
      )}
      {refusals.map((message) => (
        <p key={message} className="mt-1 text-xs font-medium text-danger [overflow-wrap:anywhere]">
          {message}
        </p>
      ))}
    </>
  );
}
