'use client';

import { columnKey } from '@/lib/scrub-plans/column-key';
import type { MaskWords } from '@/lib/scrub-plans/masks/mask';
import { type Column, DataTable } from '../../ui/data/data-table';
import { ColumnAddress } from '../column-cells';
import { maskedColumns } from '../masked-columns';
import { TickCell } from '../tick-cell';
import type { EditorRow } from './plan-detail';

/** A page of a plan's columns: what each is, what it holds, its mask, and what that makes of it. */
export function ColumnsTable({
  rows,
  masks,
  isTickable,
}: {
  rows: readonly EditorRow[];
  masks: readonly MaskWords[];
  isTickable: boolean;
}) {
  const columns: readonly Column<EditorRow>[] = [
    {
      key: 'column',
      header: 'Column',
      wrap: true,
      width: 'sm:w-[24%]',
      cell: (row) => (
        <TickCell
          name="columns[]"
          value={columnKey(row)}
          label={`${row.table}.${row.column}`}
          isTickable={isTickable}
          refusals={row.refusals.map((message) => withoutAddress(message, row))}
        >
          <ColumnAddress {...row} />
        </TickCell>
      ),
    },
    ...maskedColumns<EditorRow>(masks),
  ];
  return (
    <div className="[&_td]:align-top">
      <DataTable caption="Columns of the source" columns={columns} rows={rows} rowKey={columnKey} />
    </div>
  );
}

/** A refusal stands alone elsewhere; beside its column it need not name it again. */
function withoutAddress(message: string, { table, column }: EditorRow): string {
  const address = `${table}, column "${column}": `;
  const rest = message.startsWith(address) ? message.slice(address.length) : message;
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}
