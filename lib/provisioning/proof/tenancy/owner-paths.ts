import type { ScrubPlan } from '../../../plan-format/scrub-plan';
import type { Catalogue, CatalogueTable } from '../../catalogue/catalogue';
import { promisesOf } from '../promises/mask-promises';

/**
 * How the proof finds the owner of a row: from the row along references, hop by hop, to columns that hold a tenant's
 * key. The copy asks for each row whether it is this tenant's; the proof asks whose it is, and then looks at the answer.
 */

export type Hop = {
  /** The table that is reached, and its columns that meet `from` of the table before. */
  table: CatalogueTable;
  from: string[];
  to: string[];
};

export type OwnerPath = {
  hops: Hop[];
  /** Where the path ends: the table and its columns that hold the key. */
  holder: CatalogueTable;
  columns: string[];
};

/**
 * Every path from a table to a tenant's key that the plan names. Empty for tables whose rows all leave, or none, and
 * where the plan's ways lead in a circle or nowhere. Pure.
 */
export function ownerPaths(
  table: CatalogueTable,
  plan: ScrubPlan,
  catalogue: Catalogue,
  seen: readonly string[] = [],
): OwnerPath[] {
  const scope = plan.tables[table.key]?.scope;
  if (scope?.rows !== 'tenant' || seen.includes(table.key)) return [];
  return scope.by.flatMap(({ columns, references }): OwnerPath[] => {
    if (!references) return [{ hops: [], holder: table, columns }];
    const next = catalogue.tables.find(({ key }) => key === references.table);
    if (!next) return [];
    const hop = { table: next, from: columns, to: references.columns };
    return ownerPaths(next, plan, catalogue, [...seen, table.key]).map((path) => ({
      ...path,
      hops: [hop, ...path.hops],
    }));
  });
}

/** Whether the owner can still be read off masked rows: no column on the way was emptied. Pure. */
export function isTraceable(start: CatalogueTable, path: OwnerPath, plan: ScrubPlan): boolean {
  const keeps = (table: CatalogueTable, names: readonly string[]) =>
    names.every((name) => {
      const mask = plan.tables[table.key]?.columns[name]?.mask;
      return mask !== undefined && !promisesOf(mask.name)?.erases;
    });
  let here = start;
  for (const { table, from, to } of path.hops) {
    if (!keeps(here, from) || !keeps(table, to)) return false;
    here = table;
  }
  return keeps(here, path.columns);
}
