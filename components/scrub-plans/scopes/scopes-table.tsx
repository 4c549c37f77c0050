import { describeKey } from '@/lib/products/tenant';
import { type ScopeKind, type ScopeRow, scopeLabels } from '@/lib/scrub-plans/scopes/scope';
import type { PlanScopes } from '@/lib/scrub-plans/scopes/scope-rows';
import { Badge } from '../../ui/data/badge';
import { type Column, DataTable } from '../../ui/data/data-table';
import type { Tone } from '../../ui/tone';
import { TickCell } from '../tick-cell';

/** A page stays readable and light up to here; what is undecided or refused stands first, the rest in the file. */
const shownTables = 400;

const tones: Record<ScopeKind, Tone> = {
  undecided: 'danger',
  reference: 'warning',
  exclude: 'neutral',
  tenant: 'success',
};

/** Which rows of each table leave, where tenants share tables, and along which way the tenant's are found. */
export function ScopesTable({
  scopes: { key, tables },
  isTickable = false,
}: {
  scopes: PlanScopes;
  isTickable?: boolean;
}) {
  return (
    <>
      <p className="border-b border-line px-4 py-2 text-sm text-muted [overflow-wrap:anywhere]">
        Tenants share these tables and are told apart by <span className="text-ink">{describeKey(key)}</span>.
        This one’s value is{' '}
        <span className="font-mono text-xs text-ink">
          {key.values.map((value) => `“${value}”`).join(', ')}
        </span>
        .
      </p>
      <div className="[&_td]:align-top">
        <DataTable
          caption="Rows that leave, by table"
          columns={columnsOf(isTickable)}
          rows={tables.slice(0, shownTables)}
          rowKey={({ table }) => table}
        />
      </div>
      {tables.length > shownTables && (
        <p className="border-t border-line px-4 py-2 text-sm text-muted">
          {(tables.length - shownTables).toLocaleString('en')} more tables stand in the exported file.
        </p>
      )}
    </>
  );
}

function columnsOf(isTickable: boolean): readonly Column<ScopeRow>[] {
  return [
    {
      key: 'table',
      header: 'Table',
      wrap: true,
      width: 'sm:w-[28%]',
      cell: (row) => (
        <TickCell
          name="tables[]"
          value={row.table}
          isTickable={isTickable}
          refusals={row.refusals.map((message) => withoutTable(message, row.table))}
        >
          <span className="font-medium [overflow-wrap:anywhere]">{row.table}</span>
        </TickCell>
      ),
    },
    {
      key: 'rows',
      header: 'Rows',
      width: 'sm:w-32',
      cell: ({ rows }) => <Badge tone={tones[rows]}>{scopeLabels[rows]}</Badge>,
    },
    {
      key: 'path',
      header: 'Way to the key',
      wrap: true,
      cell: ({ path, rows }) =>
        path ? (
          <span className="font-mono text-xs [overflow-wrap:anywhere]">{path}</span>
        ) : (
          <span className="text-muted">{rows === 'undecided' ? 'A snapshot stops here' : 'None'}</span>
        ),
    },
    {
      key: 'reason',
      header: 'Why',
      wrap: true,
      width: 'sm:w-[26%]',
      cell: ({ reason, decidedBy, rows }) => (
        <span className="[overflow-wrap:anywhere]">
          {reason ?? (rows === 'tenant' ? 'The structure’s own way' : '')}
          {decidedBy && <span className="block text-xs text-muted">{decidedBy}</span>}
        </span>
      ),
    },
  ];
}

/** A refusal stands alone elsewhere; beside its table it need not name it again. */
function withoutTable(message: string, table: string): string {
  const rest = message.startsWith(`${table}: `) ? message.slice(table.length + 2) : message;
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}
