import type { ClientBase } from 'pg';
import { escapeIdentifier } from 'pg';
import { ownEntry } from '../../../plan-format/own-entry';
import type { PlanTable, ScrubPlan } from '../../../plan-format/scrub-plan';
import type { Catalogue, CatalogueColumn, CatalogueTable } from '../../catalogue/catalogue';
import { readStorage } from '../../catalogue/read-storage';
import { binaryTypes } from '../../catalogue/server/binary-types';
import { fromTable, rowCondition } from '../../tenant/row-condition';
import { attempt } from '../attempt';
import { plannedTables } from '../drift';
import type { Refusal } from '../refusal';

/**
 * Rows that are too wide to leave. A server writes a row as one message of less than 1 GiB (MaxAllocSize), whatever its
 * values take on disk, and bytes as text take twice their number, so that a row may leave in binary form alone. Where one
 * column of its table has no binary form that all servers share, text is all there is. A mask that reads a value writes it
 * as text, and patterns take four bytes for a character of it.
 *
 * Lengths are read from where a value is stored, without the value.
 */

const [mebibyte, gibibyte] = [1024 ** 2, 1024 ** 3];
/** Less what stands between the values of a row. */
const mostWritten = gibibyte - mebibyte;
const mostMasked = 128 * mebibyte;
/** Values are packed 255 to one at the best, so a table that stores less beside its rows holds none that is too wide. */
const leastStored = mostMasked / 255;
const pageBytes = 8192;

const measured = new Set(['bytea', 'text', 'varchar', 'bpchar', 'json', 'xml', 'citext']);
/** They read no value. */
const unread = new Set(['keep', 'null', 'constant']);

/** Refusals name the table, the column and the size. What the time does not allow to be measured is left to the copy. */
export async function findWideValues(
  client: ClientBase,
  plan: ScrubPlan,
  catalogue: Catalogue,
): Promise<Refusal[]> {
  const storage = await readStorage(client, plan.schemas);
  const stored = new Map(storage.map(({ table, bytes, pages }) => [table, bytes - pages * pageBytes]));
  const refusals: Refusal[] = [];
  for (const table of plannedTables(catalogue)) {
    const entry = plan.tables[table.key];
    if (!entry || (stored.get(table.oid) ?? 0) < leastStored) continue;
    const where = rowCondition(table, plan, catalogue, 'src');
    refusals.push(...(await wideIn(client, table, entry, where === null ? '' : ` WHERE ${where}`)));
  }
  return refusals;
}

type Widths = { row: number | null } & Record<string, number | null>;

async function wideIn(
  client: ClientBase,
  table: CatalogueTable,
  entry: PlanTable,
  where: string,
): Promise<Refusal[]> {
  const columns = table.columns.filter(({ type }) => type.kind === 'base' && measured.has(type.base));
  const maskOf = ({ name }: CatalogueColumn) => ownEntry(entry.columns, name)?.mask?.name ?? 'keep';
  const kept = columns.filter((column) => maskOf(column) === 'keep');
  const read = columns.filter((column) => !unread.has(maskOf(column)));
  const asText = table.columns.some(
    ({ type }) => type.schema !== 'pg_catalog' || !binaryTypes.has(type.base),
  );
  const lengths = [...kept.map((column) => widthOf(column, asText)), ...(kept.length === 0 ? ['0'] : [])];
  const list = [
    `max(${lengths.join(' + ')})::float8 AS row`,
    ...read.map((column, at) => `max(${widthOf(column, true)})::float8 AS m${at}`),
  ];
  const found = await attempt<Widths>(
    client,
    `SELECT ${list.join(', ')} FROM ${fromTable(table)} AS src${where}`,
  );
  const widths = 'rows' in found ? found.rows[0] : undefined;
  if (!widths) return [];
  const named = kept.map(({ name }) => `"${name}"`).join(', ');
  const form = asText
    ? 'as text, since a column of it has no binary form that all servers share'
    : 'in binary form';
  return [
    ...tooWide(widths.row, mostWritten, (size) => ({
      code: 'value_too_wide',
      table: table.key,
      message: `${table.key}: a row takes ${size} ${form}, and a server writes no more than 1,023 MB at once. Give ${named} a mask that reads no value (null or constant), or leave such rows out by a row filter.`,
    })),
    ...read.flatMap((column, at) =>
      tooWide(widths[`m${at}`], mostMasked, (size) => ({
        code: 'value_too_wide',
        table: table.key,
        column: column.name,
        message: `${table.key}, column "${column.name}": a value takes ${size} as text, and the mask ${maskOf(column)} reads no more than 128 MB. Give the column the mask null or constant, or leave such rows out by a row filter.`,
      })),
    ),
  ];
}

/** Bytes on the wire; two digits stand for a byte in text. */
function widthOf({ name, type }: CatalogueColumn, asText: boolean): string {
  const length = `coalesce(octet_length(src.${escapeIdentifier(name)}), 0)::int8`;
  return type.base === 'bytea' && asText ? `2 * ${length}` : length;
}

function tooWide(
  width: number | null | undefined,
  most: number,
  refusal: (size: string) => Refusal,
): Refusal[] {
  if ((width ?? 0) <= most) return [];
  return [refusal(`${Math.ceil((width ?? 0) / mebibyte).toLocaleString('en')} MB`)];
}
