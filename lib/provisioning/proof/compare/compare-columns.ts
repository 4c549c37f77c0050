import type { Client } from 'pg';
import { createKey } from '@/lib/ids';
import { confirmSurvivors, mostConfirmed } from './confirm-survivors';
import { decimalOf, readHashes } from './decode-hashes';
import { type HashedColumn, type HashSelect, hashSelect } from './hash-select';
import type { HashSet } from './hash-set';

export type Sides = { source: Client; target: Client };

export type ColumnCount = {
  column: HashedColumn;
  survivors: number;
  compared: number;
};

export type Comparison = { sourceRows: number; targetRows: number; columns: ColumnCount[] };

/**
 * Compares columns of one table across both servers. The source's hashes fill a set per column, the target's are looked
 * up in it; whatever is found is confirmed by SHA-256. `sets` are emptied and used, one for each column: the caller makes
 * them once for many columns, as large as a part of the source's rows, and chooses `parts` so that they fit into memory, at
 * the price of reading both sides once per part.
 */
export async function compareColumns(
  sides: Sides,
  select: { source: Omit<HashSelect, 'part'>; target: Omit<HashSelect, 'part'> },
  sets: readonly HashSet[],
): Promise<Comparison> {
  const { columns, parts } = select.source;
  const counts = columns.map((column) => ({ column, survivors: 0, compared: 0 }));
  let rows = { sourceRows: 0, targetRows: 0 };
  for (let part = 0; part < parts; part += 1) {
    for (const set of sets) set.clear();
    const sourceRows = await readHashes(
      sides.source,
      hashSelect({ ...select.source, part }),
      (column, high, low) => sets[column]?.add(high, low),
    );
    const candidates = columns.map(() => new Set<string>());
    const met = columns.map(() => 0);
    const targetRows = await readHashes(
      sides.target,
      hashSelect({ ...select.target, part }),
      (column, high, low) => {
        const count = counts[column];
        if (count) count.compared += 1;
        if (!sets[column]?.has(high, low)) return;
        met[column] = (met[column] ?? 0) + 1;
        const found = candidates[column];
        if (found && found.size < mostConfirmed) found.add(decimalOf(high, low));
      },
    );
    rows = { sourceRows, targetRows };
    for (const [at, count] of counts.entries()) {
      const found = [...(candidates[at] ?? [])];
      if (found.length === 0) continue;
      const both = { source: { ...select.source, part }, target: { ...select.target, part } };
      const confirmed = await confirmSurvivors(sides, both, count.column, found, createKey());
      // Beyond what was confirmed one by one, the share that was real speaks for the rest.
      count.survivors += Math.round(((met[at] ?? 0) * confirmed) / found.length);
    }
  }
  return { ...rows, columns: counts };
}
