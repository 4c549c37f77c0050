import { estimateRows } from '../db/estimate-rows';
import {
  type Count,
  type Cursor,
  countedExactly,
  type Order,
  type Page,
  readPlace,
  readsDown,
  takenRows,
  toPage,
} from './keyset';

/** What Prisma is asked for a page. Each model has a type of its own for the order, which the order's paths fit at run time. */
export type Slice<Where> = { where: Where; orderBy: never[]; take: number };

/**
 * One page of a list that Prisma reads, and how much there is: counted up to 10,000; beyond that the planner's figure for the whole
 * `table`, and "more than" where filters choose from it. The paths of the order have to be columns that are never null. Throws
 * `invalid_input` under `cursor` for a place that is none of this order.
 */
export async function readPrismaPage<Key, Row extends Key, Where extends object>(
  { order, cursor, where }: { order: Order<Key>; cursor: Cursor | undefined; where: Where },
  {
    find,
    count,
    table,
  }: {
    find: (slice: Slice<Where>) => Promise<Row[]>;
    /** Counts so many at most, in the order of the list: an index that finds its page counts it, too. */
    count: (counted: Slice<Where>) => Promise<number>;
    /** The table whose rows are all of this list; left out where they are not. */
    table?: string | undefined;
  },
): Promise<Page<Row>> {
  const place = readPlace(order, cursor);
  const isDown = readsDown(order, place);
  const paths = order.keys.map(({ path }) => path.split('.'));
  const beyond = place === null ? {} : beyondKeys(paths, place.keys, isDown ? 'lt' : 'gt');
  const rows = await find({
    where: { AND: [where, beyond] } as unknown as Where,
    orderBy: ordered(paths, isDown),
    take: takenRows,
  });
  const orderBy = ordered(paths, order.descends);
  const counted = await count({ where, orderBy, take: countedExactly + 1 });
  return toPage(rows, { order, place, total: await totalOf(counted, table) });
}

async function totalOf(counted: number, table: string | undefined): Promise<Count> {
  if (counted <= countedExactly) return { value: counted, isExact: true };
  const estimated = table ? ((await estimateRows(table)) ?? 0) : 0;
  return estimated > countedExactly
    ? { value: Number(estimated.toPrecision(2)), isExact: false }
    : { value: countedExactly, isExact: false, isAtLeast: true };
}

const ordered = (paths: readonly string[][], isDown: boolean) =>
  paths.map((path) => nested(path, isDown ? 'desc' : 'asc') as never);

type Beyond = 'lt' | 'gt';

/** (a, b) beyond (x, y) is: a no less than x, and a beyond x or b beyond y. The first half lets an index find its place. */
function beyondKeys(paths: readonly string[][], keys: readonly unknown[], beyond: Beyond): object {
  const [path, ...otherPaths] = paths;
  const [key, ...others] = keys;
  if (!path) return {};
  if (otherPaths.length === 0) return nested(path, { [beyond]: key });
  return {
    AND: [
      nested(path, { [`${beyond}e`]: key }),
      { OR: [nested(path, { [beyond]: key }), beyondKeys(otherPaths, others, beyond)] },
    ],
  };
}

function nested(path: readonly string[], value: unknown): object {
  return path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value) as object;
}
