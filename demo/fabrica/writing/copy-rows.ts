import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { type ClientBase, escapeIdentifier } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Cell, TableRows } from './cells';

/**
 * Rows into a table by COPY, in text format, 64 kB at a time; memory stays flat because the stream's own backpressure
 * holds the generator.
 */

const chunkLength = 65_536;

/**
 * Copies all rows into `table` in the first schema of the client's search path and returns how many there were. The
 * client is free again afterwards. Throws PostgreSQL's error, which names table, line and column; nothing of the
 * table's rows remains then.
 */
export async function copyRows(client: ClientBase, { table, columns, rows }: TableRows): Promise<number> {
  const names = columns.map((column) => escapeIdentifier(column)).join(', ');
  const stream = client.query(copyFrom(`COPY ${escapeIdentifier(table)} (${names}) FROM STDIN`));
  const done = finished(stream);
  done.catch(() => {});
  let count = 0;
  let chunk = '';
  for (const row of rows) {
    chunk += copyLine(row);
    count += 1;
    if (chunk.length < chunkLength) continue;
    if (!stream.write(chunk)) await Promise.race([once(stream, 'drain'), done]);
    chunk = '';
  }
  stream.end(chunk);
  await done;
  return count;
}

function copyLine(row: readonly Cell[]): string {
  let line = '';
  for (let index = 0; index < row.length; index++) {
    if (index > 0) line += '\t';
    const cell = row[index];
    if (cell === null || cell === undefined) line += '\\N';
    else if (typeof cell === 'string') line += escapeText(cell);
    else line += cell === true ? 't' : cell === false ? 'f' : String(cell);
  }
  return `${line}\n`;
}

const special = /[\\\n\r\t]/;
const replacements: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escapeText(text: string): string {
  return special.test(text) ? text.replace(/[\\\n\r\t]/g, (mark) => replacements[mark] ?? mark) : text;
}
