import type { MaskWords } from '@/lib/scrub-plans/masks/mask';
import type { PlanRow, PlanSample } from '@/lib/scrub-plans/plan';
import type { Column } from '../ui/data/data-table';
import { ClassCell, MaskCell, SampleCell } from './column-cells';

/** What editor and review show of every column alike: what it holds, its mask, and what that makes of its values. */
export function maskedColumns<Row extends PlanRow & { samples: readonly PlanSample[] }>(
  masks: readonly MaskWords[],
): readonly Column<Row>[] {
  return [
    {
      key: 'class',
      header: 'Holds',
      wrap: true,
      width: 'sm:w-[24%]',
      cell: (row) => <ClassCell row={row} />,
    },
    {
      key: 'mask',
      header: 'Mask',
      wrap: true,
      cell: (row) => <MaskCell row={row} masks={masks} />,
    },
    {
      key: 'sample',
      header: 'Shape → masked',
      wrap: true,
      width: 'sm:w-[28%]',
      cell: (row) => <SampleCell samples={row.samples} />,
    },
  ];
}
