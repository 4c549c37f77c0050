import { z } from 'zod';

/** Rows on a page: what a tall screen shows without scrolling far. */
const pageSize = 25;

/** The part of a document or plan that a page shows, from the URL; lists are paged by their keys (keyset.ts). Anything unreadable is the first page, since URLs are typed by hand. */
export const pageNumber = z.coerce.number().int().min(1).max(100_000).catch(1);

/** An optional filter from the URL: an empty or unreadable one filters nothing. */
export function filter<Schema extends z.ZodType>(schema: Schema) {
  return schema.optional().catch(undefined);
}

export type Page<Row> = { rows: Row[]; total: number; page: number; pages: number };

/** `skip` and `take` for the database. */
export function slice(page: number): { skip: number; take: number } {
  return { skip: (page - 1) * pageSize, take: pageSize };
}

/** One page of a list, with how many there are in all. */
export function toPage<Row>(rows: Row[], total: number, page: number): Page<Row> {
  return { rows, total, page, pages: Math.max(1, Math.ceil(total / pageSize)) };
}

/** Words to search for, from the URL: one line of plain text; anything else filters nothing. */
export const searchText = filter(
  z
    .string()
    .trim()
    .regex(/^[^\p{Cc}\p{Cs}]{1,100}$/u),
);
