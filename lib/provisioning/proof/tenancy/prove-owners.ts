import type { CatalogueTable } from '../../catalogue/catalogue';
import type { Sides } from '../compare/compare-columns';
import type { OwnerPath } from './owner-paths';
import { ownersSelect, type SchemaName } from './owners-select';

/**
 * The first half: in the copy alone, each row leads to an owner, and where several paths lead from it, to one and the
 * same. Masks do not hide that: they give two tenants' keys two pseudonyms.
 */

/** The owners met at one set of columns that hold the key, as text; masked ones, where the plan masks them. */
export type OwnersMet = Map<string, Set<string>>;

/** Names columns that hold the key, so that owners from several tables can be laid side by side. */
export function holderName({ holder, columns }: OwnerPath): string {
  return JSON.stringify([holder.key, columns]);
}

/**
 * Counts the rows of the copy that lead to no owner or to two, and adds the owners to `met`. Rejects when the server
 * fails.
 */
export async function proveOwners(
  { target }: Pick<Sides, 'target'>,
  table: CatalogueTable,
  paths: readonly OwnerPath[],
  schemaName: SchemaName,
  met: OwnersMet,
): Promise<number> {
  const { rows } = await target.query<Record<string, string[] | number | null>>(
    ownersSelect(table, paths, schemaName),
  );
  let strangers = 0;
  for (const { n, ...owners } of rows) {
    const found = paths.map((_, at) => owners[`o${at}`] ?? null);
    const byHolder = new Map<string, Set<string>>();
    for (const [at, path] of paths.entries()) {
      const owner = found[at];
      if (!Array.isArray(owner)) continue;
      const name = holderName(path);
      byHolder.set(name, (byHolder.get(name) ?? new Set()).add(JSON.stringify(owner)));
    }
    const isOwned = byHolder.size > 0 && [...byHolder.values()].every((different) => different.size === 1);
    if (!isOwned) strangers += typeof n === 'number' ? n : 0;
    for (const [name, different] of byHolder)
      met.set(name, new Set([...(met.get(name) ?? []), ...different]));
  }
  return strangers;
}
