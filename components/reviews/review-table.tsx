import { columnKey } from '@/lib/scrub-plans/column-key';
import type { MaskWords } from '@/lib/scrub-plans/masks/mask';
import { ColumnAddress } from '../scrub-plans/column-cells';
import { maskedColumns } from '../scrub-plans/masked-columns';
import { type Column, DataTable } from '../ui/data/data-table';
import type { ReviewRow } from './review-detail';

/** Columns as a reviewer reads them: what each holds, its mask, and a masked sample beside the original's shape. */
export function ReviewTable({
  caption,
  rows,
  masks,
}: {
  caption: string;
  rows: readonly ReviewRow[];
  masks: readonly MaskWords[];
}) {
  const columns: readonly Column<ReviewRow>[] = [
    {
      key: 'column',
      header: 'Column',
      wrap: true,
      width: 'sm:w-[24%]',
      cell: (row) => <ColumnAddress {...row} />,
    },
    ...maskedColumns<ReviewRow>(masks),
  ];
  return (
    <div className="[&_td]:align-top">
      <DataTable caption={caption} columns={columns} rows={rows} rowKey={columnKey} />
    </div>
  );
}
