import type { DiskUse } from '../catalogue/read-disk-use';

/**
 * How much disk something takes that is not made yet, told twice, since what is measured is production and what arrives
 * is less by a share that nobody knows: dead rows and the gaps between living ones stay behind, indexes are built anew, and
 * masks empty and shorten columns. Only the lower figure may stand in the way of a build.
 */
export type Room = {
  /** What it takes even if much of what was measured stays behind. */
  leastBytes: number;
  /** What it takes if all of it arrives. */
  mostBytes: number;
};

/**
 * A database without a table takes 7 MB and more from PostgreSQL 15 on; at most, as much again for the catalogue of some
 * hundred tables.
 */
const emptyDatabase: Room = { leastBytes: 7_000_000, mostBytes: 16_000_000 };

/**
 * Of a table's own pages a quarter counts: by half for dead rows and gaps, well over the fifth at which autovacuum begins
 * (PostgreSQL documentation, autovacuum_vacuum_scale_factor), and by half again for masks. Wide values are stored aside and
 * do not count at all, since one mask may empty them all; nor do indexes. A table that is bloated further is overestimated.
 */
const arrivingShare = 1 / 4;

/** The room of a database that tables of this size are copied into. */
export function roomFor(tables: readonly DiskUse[]): Room {
  return tables.reduce(
    ({ leastBytes, mostBytes }, { pageBytes, totalBytes }) => ({
      leastBytes: leastBytes + pageBytes * arrivingShare,
      mostBytes: mostBytes + totalBytes,
    }),
    emptyDatabase,
  );
}

/** The room of so many copies of one thing, less what is written already. */
export function roomOfCopies(copies: number, { leastBytes, mostBytes }: Room, writtenBytes = 0): Room {
  const left = (bytes: number) => Math.max(0, copies * bytes - writtenBytes);
  return { leastBytes: left(leastBytes), mostBytes: left(mostBytes) };
}
