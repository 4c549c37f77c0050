import type { ReactNode } from 'react';
import { classNames } from '../class-names';

export type Column<Row> = {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  align?: 'end';
  /** A Tailwind width, so that columns stand still while rows come and go. */
  width?: string;
  /** Left out below 1280 px, where other columns matter more: from 1024 px on the navigation takes its share. */
  wideOnly?: boolean;
  /** May run over several lines; others are cut with an ellipsis. */
  wrap?: boolean;
};

/**
 * A dense table with a caption for screen readers. Below 768 px each row becomes a card: two thirds of a
 * screen, or a whole one at twice the size, have no room for five columns. A cell that holds a link with
 * the class `row-link` makes the whole row its target.
 */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  rowKey,
}: {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
}) {
  return (
    <table className="table-cards w-full border-collapse text-sm md:table-fixed">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr className="border-b border-line">
          {columns.map((column) => (
            <th
              key={column.key}
              scope="col"
              className={classNames('h-8 px-3 text-xs font-medium text-muted', shape(column))}
            >
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {rows.map((row) => (
          <tr
            key={rowKey(row)}
            data-row={rowKey(row)}
            className="relative focus-within:bg-hover hover:bg-hover"
          >
            {columns.map((column) => (
              <td
                key={column.key}
                data-label={column.header}
                className={classNames(
                  'h-9 px-3',
                  column.wrap ? 'py-1.5 break-words' : 'truncate',
                  shape(column),
                )}
              >
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function shape<Row>(column: Column<Row>): string {
  return classNames(
    column.align === 'end' ? 'text-end' : 'text-start',
    column.width,
    column.wideOnly && 'hidden-narrow max-xl:hidden',
  );
}
