'use client';

import { columnKey } from '@/lib/scrub-plans/column-key';
import type { MaskWords } from '@/lib/scrub-plans/masks/mask';
import { type Column, DataTable } from '../../ui/data/data-table';
import { ColumnAddress } from '../column-cells';
import { maskedColumns } from '../masked-columns';
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
        <>
          {isTickable ? (
            <label className="relative flex items-start gap-2.5">
              <input
                type="checkbox"
                name="columns[]"
                value={columnKey(row)}
                aria-label={`${row.table}.${row.column}`}
                className="mt-0.5 size-4 shrink-0 accent-accent"
              />
              <ColumnAddress {...row} />
            </label>
          ) : (
            <ColumnAddress {...row} />
          )}
          {row.refusals.map((message) => (
            <p key={message} className="mt-1 text-xs font-medium text-danger [overflow-wrap:anywhere]">
              {withoutAddress(message, row)}
            </p>
          ))}
        </>
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
