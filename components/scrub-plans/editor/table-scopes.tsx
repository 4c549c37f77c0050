import type { PlanVersion } from './plan-detail';

/** A source with more tables is read in its exported file. */
const shownTables = 200;

/** Whose rows leave, where tenants share tables: the key, and for each table the way by which its rows are found. */
export function TableScopes({ tenantKey, scopes }: Pick<PlanVersion, 'tenantKey' | 'scopes'>) {
  if (!tenantKey) return null;
  const key = tenantKey.columns.map((column, at) => `${column} = ${tenantKey.values[at] ?? ''}`).join(', ');
  return (
    <>
      <p className="border-b border-line px-4 py-2 text-sm text-muted [overflow-wrap:anywhere]">
        Only rows of the tenant with <span className="font-mono text-xs">{key}</span>
        {tenantKey.root && ` in ${tenantKey.root}`} leave. The ways to it are edited in the exported file.
      </p>
      <dl className="max-h-96 overflow-y-auto text-sm">
        {scopes.slice(0, shownTables).map(({ table, rows }) => (
          <div key={table} className="border-b border-line px-4 py-2 last:border-b-0">
            <dt className="font-medium [overflow-wrap:anywhere]">{table}</dt>
            <dd
              className={`[overflow-wrap:anywhere] ${rows === null ? 'font-medium text-danger' : 'text-muted'}`}
            >
              {rows ?? 'Unclassified: the plan does not say which of its rows leave, which stops a snapshot.'}
            </dd>
          </div>
        ))}
      </dl>
      {scopes.length > shownTables && (
        <p className="px-4 py-2.5 text-sm text-muted">
          {(scopes.length - shownTables).toLocaleString('en')} more stand in the exported file.
        </p>
      )}
    </>
  );
}
