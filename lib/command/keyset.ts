import { z } from 'zod';
import { invalidField } from '../errors';

/**
 * Pages of a list by the keys that it is sorted by, not by number: a page begins behind the last row of the one before, so that
 * rows which come and go meanwhile make no row appear twice and none be passed over. Each order ends with the id, so that no two
 * rows are equal. The address carries a cursor that says on which side of which row to go on; it is opaque to people and holds
 * no more than that row shows. One that cannot be read, or that belongs to another order, is refused under `cursor`.
 */

/** Rows on a page: what a tall screen shows without scrolling far. */
export const pageSize = 25;

/** Rows up to which a list is counted one by one. */
export const countedExactly = 10_000;

const refusal = 'This place in the list cannot be read any more. Go to its first page.';

const content = z.strictObject({
  side: z.enum(['after', 'before']),
  order: z.string().max(40),
  keys: z.array(z.string().max(400)).min(1).max(4),
});
export type Cursor = z.infer<typeof content>;

/** The cursor of an address; left out on the first page. */
export const cursorInput = z
  .string()
  .max(3_000, refusal)
  .transform((text, context) => {
    const parsed = content.safeParse(decoded(text));
    if (parsed.success) return parsed.data;
    context.addIssue({ code: 'custom', message: refusal });
    return z.NEVER;
  })
  .optional();

function decoded(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

const encoded = (cursor: Cursor) => Buffer.from(JSON.stringify(cursor)).toString('base64url');

/** How the values of a key are written in a cursor and read from it. */
const kinds = {
  text: z.string().regex(/^[^\p{Cc}\p{Cs}]*$/u),
  moment: z.iso.datetime().transform((text) => new Date(text)),
  count: z
    .string()
    .regex(/^-?\d{1,18}$/)
    .transform(BigInt),
} as const;
export type KeyValue = string | Date | bigint;

export type SortKey<Row> = {
  /** The column, through relations: `organization.name`. */
  path: string;
  kind: keyof typeof kinds;
  of: (row: Row) => KeyValue | number;
};

export type Order<Row> = { name: string; descends: boolean; keys: readonly SortKey<Row>[] };

/** Where a page begins: nowhere on the first one, else on one side of a row's keys. */
export type Place = { side: Cursor['side']; keys: readonly KeyValue[] } | null;

/** The place that a cursor names in this order. Throws `invalid_input` under `cursor` where it is none of this order. */
export function readPlace<Row>(order: Order<Row>, cursor: Cursor | undefined): Place {
  if (!cursor) return null;
  const keys = order.keys.flatMap(({ kind }, at) => {
    const parsed = kinds[kind].safeParse(cursor.keys[at]);
    return parsed.success ? [parsed.data] : [];
  });
  const isWhole = keys.length === order.keys.length && cursor.keys.length === keys.length;
  if (cursor.order !== order.name || !isWhole) throw invalidField('cursor', refusal);
  return { side: cursor.side, keys };
}

/** Whether the rows of this page are read from the greatest key down. */
export function readsDown<Row>(order: Order<Row>, place: Place): boolean {
  return order.descends !== (place?.side === 'before');
}

/** One row more than a page shows tells whether there is another page. */
export const takenRows = pageSize + 1;

/** Not exact: an estimate, or with `isAtLeast` what was counted before the count was given up. */
export type Count = { value: number; isExact: boolean; isAtLeast?: boolean };
export type Page<Row> = {
  rows: Row[];
  total: Count;
  /** Cursors of the pages beside this one; null where there is none. */
  previous: string | null;
  next: string | null;
  isFirst: boolean;
};

/** The page of what was read from `place` on, `takenRows` rows at most, in the order in which they were read. */
export function toPage<Row>(
  read: readonly Row[],
  { order, place, total }: { order: Order<Row>; place: Place; total: Count },
): Page<Row> {
  const isBack = place?.side === 'before';
  const hasMore = read.length > pageSize;
  const rows = read.slice(0, pageSize);
  if (isBack) rows.reverse();
  const cursorOf = (row: Row | undefined, side: Cursor['side']) =>
    row === undefined
      ? null
      : encoded({ side, order: order.name, keys: order.keys.map((key) => asText(key.of(row))) });
  return {
    rows,
    total,
    previous: (isBack ? hasMore : place !== null) ? cursorOf(rows[0], 'before') : null,
    next: isBack || hasMore ? cursorOf(rows.at(-1), 'after') : null,
    isFirst: place === null,
  };
}

const asText = (value: KeyValue | number) => (value instanceof Date ? value.toISOString() : String(value));
