import type { ReactNode } from 'react';

export type Fact = { term: string; value: ReactNode };

/** Facts, term beside value; below 640 px the value stands under its term. */
export function DefinitionList({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="divide-y divide-line text-sm">
      {facts.map((fact) => (
        <div key={fact.term} className="grid gap-x-4 gap-y-0.5 px-4 py-2 sm:grid-cols-[9rem_minmax(0,1fr)]">
          <dt className="text-muted">{fact.term}</dt>
          <dd className="min-w-0 break-words">{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
