import type { ScrubPlan } from '../../../plan-format/scrub-plan';
import type { Catalogue, CatalogueTable } from '../../catalogue/catalogue';
import type { PartitionKeyRow } from '../../catalogue/read-partition-keys';
import { planEntry } from '../../masks/compile/plan-entry';

/**
 * Where the rows of each table go, by the table's key: into the table of the same name, or into the partitioned table
 * above it where a row may belong into another partition of the copy than it did in the source: since its key is masked, or
 * since the key does not tell rows apart by their values alone. Pure.
 */
export function routeRows(
  catalogue: Catalogue,
  plan: ScrubPlan,
  partitionKeys: readonly PartitionKeyRow[],
): Map<string, CatalogueTable> {
  const byKey = new Map(catalogue.tables.map((table) => [table.key, table]));
  const mayMove = (table: CatalogueTable): boolean => {
    const columns = planEntry(table, plan, catalogue)?.columns ?? {};
    const masks = (name: string) => columns[name]?.mask?.name !== 'keep';
    const found = partitionKeys.find((row) => row.table === table.oid);
    if (!found) return false;
    return !found.isPortable || found.columns.some(masks);
  };
  /** The outermost table above this one among whose partitions rows may move. */
  const destination = (table: CatalogueTable): CatalogueTable => {
    let into = table;
    for (let at = table; at.isPartition; ) {
      const parent = byKey.get(at.parents[0] ?? '');
      if (!parent) break;
      if (mayMove(parent)) into = parent;
      at = parent;
    }
    return into;
  };
  return new Map(catalogue.tables.map((table) => [table.key, destination(table)]));
}
