import type { MaskColumn, Verdict } from '../mask';
import { bitsNeeded, hexOf, valueDigest } from './keyed';
import { roomOf } from './text-value';

/**
 * How a readable text stays unique: hex digits of the value's digest behind it, as many as keep the odds of a
 * collision under one in a million for the rows that the table holds.
 */

/** Hex digits that a unique column of this size needs. */
export function distinctDigits(column: MaskColumn): number {
  return Math.max(16, Math.ceil(bitsNeeded(column.estimatedRows) / 4));
}

/** Whether so many characters, digits not counted, still leave room for the digits. */
export function leavesRoom(column: MaskColumn, characters: number): Verdict {
  const needed = characters + distinctDigits(column);
  const room = roomOf(column);
  return (
    room >= needed ||
    `to stay unique it needs ${needed} characters and there is room for ${room}; a key this short can only be kept or widened`
  );
}

/** `text digits` where the column is unique, else the text alone. */
export function withDistinctSuffix(
  column: MaskColumn,
  sql: string,
  purpose: string,
  separator = ' ',
): string {
  if (!column.unique) return sql;
  return `${sql} || '${separator}' || ${hexOf(valueDigest(column, `${purpose}/suffix`), distinctDigits(column))}`;
}
