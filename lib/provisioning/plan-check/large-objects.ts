import type { ClientBase } from 'pg';
import { escapeIdentifier } from 'pg';
import type { ScrubPlan } from '../../plan-format/scrub-plan';
import type { Catalogue, CatalogueColumn, CatalogueTable } from '../catalogue/catalogue';
import { fromTable } from '../tenant/row-condition';
import { plannedTables } from './drift';
import type { Refusal } from './refusal';

/**
 * Columns that point to large objects (https://www.postgresql.org/docs/current/largeobjects.html). Their bytes may be
 * anything and are never copied, so a number that points to them would point nowhere: such a column is emptied or
 * refused. A column of the domain `lo` says what it is; one of type `oid` is asked whether its values name any.
 */

/** Where a plan speaks of the large objects of the whole database; they can be left out and never kept. */
export const largeObjectsPlace = 'large objects of the database';

const isLo = ({ type }: CatalogueColumn) => type.domains.some(({ name }) => /(?:^|\.)"?lo"?$/.test(name));

/** The values of a column that could name large objects, as an SQL set; null for other types. */
function values(column: CatalogueColumn): string | null {
  const name = `src.${escapeIdentifier(column.name)}`;
  if (column.type.base === 'oid') return name;
  return column.type.element?.base === 'oid' ? `ANY (${name}::oid[])` : null;
}

async function pointsSomewhere(client: ClientBase, table: CatalogueTable, among: string): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>(
    `SELECT EXISTS (SELECT FROM ${fromTable(table)} AS src
       WHERE EXISTS (SELECT FROM pg_catalog.pg_largeobject_metadata AS m WHERE m.oid = ${among})) AS found`,
  );
  return rows[0]?.found ?? false;
}

function refusal(table: CatalogueTable, column: CatalogueColumn): Refusal {
  const way = column.notNull
    ? 'and it is NOT NULL, so it cannot be emptied: exclude the rows of this table, or change it in production.'
    : 'drop them by giving it the mask null.';
  return {
    code: 'large_object',
    table: table.key,
    column: column.name,
    message: `${table.key}, column "${column.name}": it points to large objects, which are never copied; ${way}`,
  };
}

/** Every column that points to large objects and is not emptied. Reads the source; rejects when it fails. */
export async function findLargeObjects(
  client: ClientBase,
  plan: ScrubPlan,
  catalogue: Catalogue,
): Promise<Refusal[]> {
  const refusals: Refusal[] = [];
  for (const table of plannedTables(catalogue)) {
    const entry = plan.tables[table.key];
    if (!entry || entry.scope?.rows === 'exclude' || table.kind === 'f') continue;
    const asked = table.columns.flatMap((column) => {
      const among = values(column);
      const isEmpty = column.generated !== '' || entry.columns[column.name]?.mask?.name === 'null';
      return among === null || isEmpty ? [] : [{ column, among }];
    });
    for (const { column, among } of asked) {
      const points = isLo(column) || (await pointsSomewhere(client, table, among));
      refusals.push(...(points ? [refusal(table, column)] : []));
    }
  }
  return refusals;
}
