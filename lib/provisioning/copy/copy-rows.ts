import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { escapeIdentifier } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { TableColumns } from '../catalogue/loading/read-table-columns';
import { ProvisioningError, toProvisioningError } from '../provisioning-error';

/**
 * Rows into a table of a sandbox, from the source or from a file, in constant memory. Both run inside the caller's
 * transaction on the target; what a crash leaves is nothing.
 */
export type Copied = { rows: number; bytes: number };

/** `"schema"."table"`, quoted. */
export const qualified = (schema: string, table: string) =>
  `${escapeIdentifier(schema)}.${escapeIdentifier(table)}`;

const columnList = (columns: readonly string[], of = '') =>
  columns.map((column) => `${of}${escapeIdentifier(column)}`).join(', ');

/**
 * Copies a table as the source's snapshot sees it: whole, or the rows that meet a condition over the alias `src`. Rows of tables that inherit from it are not its own and stay
 * out; those of its partitions are. Generated columns are left to the target.
 */
export async function copyTable(
  source: { client: Client; schema: string },
  target: { client: Client; schema: string },
  { table, columns, partitioned }: TableColumns,
  where?: string,
): Promise<Copied> {
  const only = partitioned ? '' : 'ONLY ';
  const rows = `${only}${qualified(source.schema, table)} AS src${where === undefined ? '' : ` WHERE ${where}`}`;
  const read = source.client.query(
    copyTo(`COPY (SELECT ${columnList(columns, 'src.')} FROM ${rows}) TO STDOUT`),
  );
  return load(read, target, { table, columns, format: '', readFrom: 'source' });
}

/** Copies CSV (RFC 4180, no header row; an unquoted empty field is NULL) into a table. */
export function copyCsv(
  csv: Readable,
  target: { client: Client; schema: string },
  { table, columns }: { table: string; columns: readonly string[] },
): Promise<Copied> {
  return load(csv, target, { table, columns, format: 'WITH (FORMAT csv)', readFrom: 'file' });
}

type Load = { table: string; columns: readonly string[]; format: string; readFrom: 'source' | 'file' };

async function load(
  rows: Readable,
  target: { client: Client; schema: string },
  { table, columns, format, readFrom }: Load,
): Promise<Copied> {
  const write = target.client.query(
    copyFrom(`COPY ${qualified(target.schema, table)} (${columnList(columns)}) FROM STDIN ${format}`),
  );
  let readError: unknown;
  rows.once('error', (error) => {
    readError = error;
  });
  let bytes = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      bytes += chunk.length;
      next(null, chunk);
    },
  });
  try {
    await pipeline(rows, count, write);
    return { rows: write.rowCount, bytes };
  } catch (thrown) {
    if (readError === thrown && readFrom === 'file')
      throw new ProvisioningError('seed_set_invalid', `The rows of ${table} cannot be read.`, undefined, {
        cause: thrown,
      });
    throw toProvisioningError(thrown, readError === thrown ? 'source' : 'target', `copying ${table}`);
  }
}
