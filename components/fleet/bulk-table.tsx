import { dayText } from '@/lib/days';
import type { previewBulk } from '@/lib/fleet/bulk/preview-bulk';
import { SandboxNameLink } from '../sandboxes/sandbox-name';
import { SandboxStateDot } from '../sandboxes/sandbox-state';
import { type Column, DataTable } from '../ui/data/data-table';

type BulkRow = Awaited<ReturnType<(typeof previewBulk)['run']>>['rows'][number];

const columns: readonly Column<BulkRow>[] = [
  {
    key: 'name',
    header: 'Sandbox',
    cell: (row) => <SandboxNameLink slug={row.slug} state={row.state} className="row-link font-medium" />,
  },
  { key: 'customer', header: 'Customer', width: 'sm:w-36', cell: (row) => row.customer },
  { key: 'state', header: 'State', width: 'sm:w-32', cell: (row) => <SandboxStateDot state={row.state} /> },
  { key: 'what', header: 'What would happen', wrap: true, width: 'sm:w-1/2', cell: whatHappens },
];

/** What would happen to each sandbox, or why it is left out. */
export function BulkTable({ caption, rows }: { caption: string; rows: readonly BulkRow[] }) {
  return <DataTable caption={caption} columns={columns} rows={rows} rowKey={(row) => row.id} />;
}

function whatHappens(row: BulkRow) {
  if (row.whyNot) return <span className="text-muted">{row.whyNot}</span>;
  if (row.told.length > 0)
    return `${row.told.length.toLocaleString('en')} ${row.told.length === 1 ? 'person reads' : 'people read'} it.`;
  if (!row.until) return 'Suspended: its keys open nothing until somebody resumes it.';
  return `Asked to end on ${dayText(row.until)} instead of ${dayText(row.expiresAt)}.`;
}
