import type { NextStage } from '@/lib/ends/stages/stage';
import { shapeLabels } from '@/lib/requests/request';
import type { listSandboxes } from '@/lib/sandboxes/list-sandboxes';
import { type Column, DataTable } from '../ui/data/data-table';
import { RelativeTime } from '../ui/data/relative-time';
import { DestructionLink } from './destruction-link';
import { NextStageText } from './next-stage-text';
import { SandboxNameLink } from './sandbox-name';
import { SandboxStateDot } from './sandbox-state';

export type SandboxRow = Awaited<ReturnType<(typeof listSandboxes)['run']>>['rows'][number] & {
  next: NextStage | null;
};

const columns: readonly Column<SandboxRow>[] = [
  {
    key: 'sandbox',
    header: 'Sandbox',
    cell: (row) => <SandboxNameLink slug={row.slug} state={row.state} className="row-link font-medium" />,
  },
  { key: 'state', header: 'State', width: 'sm:w-36', cell: (row) => <SandboxStateDot state={row.state} /> },
  { key: 'data', header: 'Data', width: 'sm:w-44', wideOnly: true, cell: describeData },
  {
    key: 'owner',
    header: 'Owner',
    width: 'sm:w-36',
    wideOnly: true,
    cell: (row) => row.request.requester.name,
  },
  {
    key: 'activity',
    header: 'Last call',
    width: 'sm:w-28',
    align: 'end',
    cell: (row) =>
      row.lastUsedAt ? <RelativeTime at={row.lastUsedAt} /> : <span className="text-muted">none yet</span>,
  },
  {
    key: 'end',
    header: 'Ends',
    width: 'sm:w-44',
    align: 'end',
    wrap: true,
    cell: (row) =>
      row.destroyedAt ? (
        <Ended at={row.destroyedAt} destruction={row.destruction} />
      ) : (
        <NextStageText state={row.state} next={row.next} />
      ),
  },
];

const organization: Column<SandboxRow> = {
  key: 'organization',
  header: 'Customer',
  width: 'sm:w-36',
  cell: (row) => row.organization.name,
};

/** Sandboxes, one a row; the house also sees whose they are. */
export function SandboxesTable({
  rows,
  ofAllCustomers,
}: {
  rows: readonly SandboxRow[];
  ofAllCustomers: boolean;
}) {
  const shown = ofAllCustomers ? [columns.slice(0, 1), organization, columns.slice(1)].flat() : columns;
  return <DataTable caption="Sandboxes" columns={shown} rows={rows} rowKey={(row) => row.id} />;
}

function Ended({ at, destruction }: { at: Date; destruction: SandboxRow['destruction'] }) {
  return (
    <span className="text-muted">
      ended <RelativeTime at={at} />
      {destruction && (
        <span className="relative z-10 block">
          <DestructionLink id={destruction.id}>certificate</DestructionLink>
        </span>
      )}
    </span>
  );
}

function describeData(row: SandboxRow): string {
  const shape = shapeLabels[row.shape].title;
  return row.seedSet ? `${shape}: ${row.seedSet.name} v${row.seedSet.version}` : shape;
}
