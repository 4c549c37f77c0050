/**
 * "Contains these words, whatever their case", for a where-clause. Prisma hands its value to LIKE as it is; escaped,
 * `%` and `_` are characters like others.
 */
export function containing(text: string): { contains: string; mode: 'insensitive' } {
  return { contains: text.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' };
}
