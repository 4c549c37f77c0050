import type { ReactNode } from 'react';

export type Fact = { term: string; value: ReactNode };

/** Facts, term beside value, in as much room as there is. */
export function DefinitionList({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="@container divide-y divide-line text-sm">
      {facts.map((fact) => (
        <div
          key={fact.term}
          className="grid grid-cols-[6rem_minmax(0,1fr)] gap-x-4 px-4 py-2 @md:grid-cols-[9rem_minmax(0,1fr)]"
        >
          <dt className="text-muted">{fact.term}</dt>
          <dd className="min-w-0 break-words">{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
