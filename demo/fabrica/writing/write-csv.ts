import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { Cell, TableRows } from './cells';

/**
 * Writes a table as RFC 4180 with a header row and returns the number of rows. NULL is the empty unquoted field, the
 * empty text a pair of quotes, as COPY's CSV format reads them. An existing file is replaced.
 */
export async function writeCsv(path: string, { columns, rows }: TableRows): Promise<number> {
  const stream = createWriteStream(path, 'utf8');
  const done = finished(stream);
  done.catch(() => {});
  let count = 0;
  stream.write(`${columns.join(',')}\n`);
  for (const row of rows) {
    count += 1;
    if (!stream.write(`${row.map(csvField).join(',')}\n`)) await Promise.race([once(stream, 'drain'), done]);
  }
  stream.end();
  await done;
  return count;
}

function csvField(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  return cell === '' || /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
