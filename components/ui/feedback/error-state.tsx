import type { ReactNode } from 'react';

/** A whole page that could not be shown: what happened, and the way on. */
export function ErrorState({
  title,
  children,
  action,
}: {
  title: string;
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div role="alert" className="mx-auto flex max-w-md flex-col gap-2 px-4 py-16">
      <h1 className="text-xl font-semibold">{title}</h1>
      <div className="text-muted text-pretty">{children}</div>
      {action && <div className="mt-3 flex gap-2">{action}</div>}
    </div>
  );
}
