import type { ClientBase } from 'pg';
import { freeTask, runLanes } from '../../snapshot/lanes/run-lanes';
import type { TableScan } from '../scan/table-scan';
import { readInOnePass } from '../texts/read-in-one-pass';
import type { KeptPlace } from './kept-places';
import { Hits, keptReadings, type Looked } from './read-kept-texts';
import { type RowsLookedAt, rowsLookedAt } from './rows-looked-at';

/** Reads the texts of every table of the target once, for the search of values elsewhere and for the scan of the table. */

/** Sessions on both sides; before there is a copy one and the same. */
export type BothSides = { source: ClientBase; target: ClientBase };

/** A table with the places in which values are looked for, and the scan that its texts are handed to. */
export type ReadTable = RowsLookedAt & { places: readonly KeptPlace[]; scan: TableScan | undefined };

/** How a column is named as a place. */
export const columnPlace = (table: string, column: string) => `${table}, column "${column}"`;

/**
 * What was met in all places, in their order. A scan is handed its texts at the first reading and finished then; later ones,
 * which ask for other values, pass it over. Rejects when the server fails.
 */
export async function readTarget(
  lanes: readonly BothSides[],
  tables: readonly ReadTable[],
  looked: Looked,
  signal: AbortSignal,
): Promise<Hits[]> {
  const met: Hits[] = [];
  const tasks = tables.flatMap(({ places, scan: given, ...rows }) => {
    const { table } = rows;
    const scan = given?.isFinished ? undefined : given;
    if (places.length === 0 && !scan) return [];
    const hits = places.map(({ column, isMeant }) => new Hits(columnPlace(table.key, column), isMeant));
    met.push(...hits);
    return [
      freeTask<BothSides>(`texts ${table.key}`, table.bytes, async ({ target }) => {
        const readings = [...keptReadings(places, hits, looked), ...(scan?.readings ?? [])];
        await readInOnePass(target, rowsLookedAt(rows), readings);
        await scan?.finish(target);
      }),
    ];
  });
  await runLanes(lanes, tasks, signal);
  return met;
}
