import Link from 'next/link';
import type { listAuditEvents } from '@/lib/audit/list-events';
import { type Column, DataTable } from '../ui/data/data-table';
import { RelativeTime } from '../ui/data/relative-time';

export type AuditRow = Awaited<ReturnType<(typeof listAuditEvents)['run']>>['rows'][number];

const columns: readonly Column<AuditRow>[] = [
  {
    key: 'seq',
    header: 'No.',
    width: 'sm:w-16',
    cell: (row) => <span className="text-muted">{row.seq.toLocaleString('en')}</span>,
  },
  { key: 'at', header: 'When', width: 'sm:w-28', cell: (row) => <RelativeTime at={row.at} /> },
  {
    key: 'event',
    header: 'Event and subject',
    width: 'sm:w-52',
    wrap: true,
    cell: (row) => (
      <>
        <span className="font-mono text-xs">{row.event}</span> <Subject row={row} />
      </>
    ),
  },
  {
    key: 'who',
    header: 'Who',
    width: 'sm:w-32',
    wrap: true,
    cell: (row) => <span title={row.actorRole}>{row.actorName}</span>,
  },
  {
    key: 'details',
    header: 'Details',
    wrap: true,
    cell: (row) => <span className="text-xs text-muted">{describeDetails(row.details)}</span>,
  },
];

/** What happened, latest first, one event a row. */
export function AuditTable({ rows }: { rows: readonly AuditRow[] }) {
  return <DataTable caption="Audit events" columns={columns} rows={rows} rowKey={(row) => String(row.seq)} />;
}

function Subject({ row }: { row: AuditRow }) {
  return (
    <Link
      href={`/audit?${new URLSearchParams({ subject: row.subjectId })}`}
      title={`All events of this ${row.subjectType.replaceAll('_', ' ')}`}
      className="inline-block text-xs text-muted hover:underline"
    >
      {row.subjectType.replaceAll('_', ' ')} <span className="font-mono">{row.subjectId.slice(0, 6)}</span>
    </Link>
  );
}

function describeDetails(details: unknown): string {
  if (typeof details !== 'object' || details === null) return '';
  return Object.entries(details)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${inWords(name)}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
}

/** `passedWithoutReview` as people write it. */
function inWords(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
