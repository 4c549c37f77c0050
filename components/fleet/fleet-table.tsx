import { activitySignals, signalOf } from '@/lib/activity/activity';
import { dayText } from '@/lib/days';
import { type FleetColumn, failureDays, fleetColumns } from '@/lib/fleet/fleet';
import type { listFleet } from '@/lib/fleet/list-fleet';
import { shapeLabels } from '@/lib/requests/request';
import { NextStageText } from '../sandboxes/next-stage-text';
import { SandboxNameLink } from '../sandboxes/sandbox-name';
import { SandboxStateDot } from '../sandboxes/sandbox-state';
import { formatBytes } from '../ui/data/amount';
import { type Column, DataTable } from '../ui/data/data-table';
import { RelativeTime } from '../ui/data/relative-time';

export type FleetRow = Awaited<ReturnType<(typeof listFleet)['run']>>['rows'][number];

const unknown = <span className="text-muted">unknown</span>;

const cells: Record<FleetColumn, Omit<Column<FleetRow>, 'key' | 'header'>> = {
  state: { width: 'sm:w-32', cell: (row) => <SandboxStateDot state={row.state} /> },
  shape: { width: 'sm:w-28', cell: (row) => shapeLabels[row.shape].title },
  organization: { width: 'sm:w-36', cell: (row) => row.organization },
  product: { width: 'sm:w-28', cell: (row) => row.product },
  requester: { width: 'sm:w-36', cell: (row) => row.requester },
  size: {
    width: 'sm:w-24',
    align: 'end',
    cell: (row) => (row.bytes === null ? unknown : formatBytes(row.bytes)),
  },
  used: { width: 'sm:w-32', align: 'end', cell: lastUse },
  ends: { width: 'sm:w-44', align: 'end', wrap: true, cell: endText },
  failures: {
    width: 'sm:w-24',
    align: 'end',
    cell: (row) =>
      row.failures > 0 ? (
        <span title={`in the last ${failureDays} days`} className="text-danger">
          {row.failures.toLocaleString('en')}
        </span>
      ) : (
        <span className="text-muted">none</span>
      ),
  },
  created: { width: 'sm:w-32', align: 'end', cell: (row) => <RelativeTime at={row.createdAt} /> },
};

/** Chooses a row for an act on many. It lies over the link that fills the row. */
const tick: Column<FleetRow> = {
  key: 'tick',
  header: 'Choose',
  width: 'sm:w-20',
  cell: (row) => (
    <input
      type="checkbox"
      name="sandbox"
      value={row.id}
      aria-label={`Choose ${row.slug}`}
      className="relative z-10 size-4 accent-accent"
    />
  ),
};

/** All sandboxes of the page, with the columns that were chosen. */
export function FleetTable({
  rows,
  columns,
  mayAct,
}: {
  rows: readonly FleetRow[];
  columns: readonly FleetColumn[];
  /** Rows can be ticked for an act on many. */
  mayAct: boolean;
}) {
  const name: Column<FleetRow> = {
    key: 'name',
    header: 'Sandbox',
    cell: (row) => <SandboxNameLink slug={row.slug} state={row.state} className="row-link font-medium" />,
  };
  const chosen = columns.map((key) => ({ ...cells[key], key, header: fleetColumns[key] }));
  return (
    <DataTable
      caption="All sandboxes"
      columns={[...(mayAct ? [tick] : []), name, ...chosen]}
      rows={rows}
      rowKey={(row) => row.id}
    />
  );
}

function lastUse(row: FleetRow) {
  if (!row.lastSeenAt) return unknown;
  const signal = signalOf(row.lastSignal);
  return (
    <span title={signal ? activitySignals[signal].title : 'Handed over, and not used since'}>
      <RelativeTime at={row.lastSeenAt} />
    </span>
  );
}

function endText(row: FleetRow) {
  if (row.endedAt && !row.next) return <span className="text-muted">ended {dayText(row.endedAt)}</span>;
  return <NextStageText state={row.state} next={row.next} />;
}
