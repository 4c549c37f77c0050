import type { PlanColumn, ScrubPlan } from '../../plan-format/scrub-plan';
import type { Catalogue } from '../catalogue/catalogue';
import { plannedTables } from '../plan-check/drift';

/**
 * A plan that keeps every column as technical, for sources that hold nobody's data (a demo's reference tables, a
 * benchmark's negative control), with chosen columns put in its place. Keys of `columns` are `schema.table`, then the
 * column's name.
 */
export function planOf(
  catalogue: Catalogue,
  source: ScrubPlan['source'],
  columns: Record<string, Record<string, Omit<PlanColumn, 'type'>>> = {},
): ScrubPlan {
  const tables = plannedTables(catalogue).map((table) => {
    const written = table.columns.filter((column) => column.generated === '');
    const decided = written.map(({ name, type }): [string, PlanColumn] => [
      name,
      { type: type.declared, class: 'technical', mask: { name: 'keep' }, ...columns[table.key]?.[name] },
    ]);
    return [table.key, { columns: Object.fromEntries(decided) }];
  });
  return {
    formatVersion: 1,
    source,
    schemas: catalogue.schemas,
    tables: Object.fromEntries(tables),
    links: [],
    structure: {},
  };
}
