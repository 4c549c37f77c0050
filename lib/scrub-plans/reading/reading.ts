/**
 * How long readings of a source last. Safe in the browser.
 */

/** One reading, longer than any source has taken; what takes longer failed. */
export const readingMinutes = 30;

/** Five more, in which a worker that was slow to notice has noticed. */
const graceMinutes = 5;

/**
 * Whether a reading that is said to be under way cannot be any more, by the database's clock: nobody began it, or began
 * it again, for longer than one lasts. Its worker died, or there is none; another reading may take its place.
 */
export function isStale(reading: { createdAt: Date; begunAt: Date | null }, now: Date): boolean {
  const since = (reading.begunAt ?? reading.createdAt).getTime();
  return now.getTime() - since > (readingMinutes + graceMinutes) * 60_000;
}
