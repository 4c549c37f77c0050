import { z } from 'zod';
import { cursorInput, readPlace, toPage } from '../command/keyset';
import { defineQuery } from '../command/query';
import { db } from '../db/client';
import { databaseNow } from '../db/transaction';
import { readNextStages } from '../ends/stages/read-next-stages';
import { fleetFilter, fleetSortNames } from './fleet';
import { orderOf } from './fleet-sql';
import { countFleet, readFleet } from './read-fleet';

/**
 * All sandboxes that the filters find, a page at a time; the living ones unless a state is chosen. For the house alone. They are
 * found and sorted by the stage that was last reckoned; `next` is the stage as of now.
 */
export const listFleet = defineQuery({
  name: 'fleet.list',
  input: fleetFilter.extend({ sort: z.enum(fleetSortNames).catch('ends'), cursor: cursorInput }),
  allow: 'fleet:read',
  run: async ({ input: { sort, cursor, ...filter } }) => {
    const order = orderOf(sort);
    const place = readPlace(order, cursor);
    const now = await databaseNow(db());
    const [rows, total, products] = await Promise.all([
      readFleet({ filter, sort, place, now }),
      countFleet(filter, now),
      db().product.findMany({ orderBy: { name: 'asc' }, select: { slug: true, name: true } }),
    ]);
    const page = toPage(rows, { order, place, total });
    const stages = await readNextStages(db(), { id: { in: page.rows.map(({ id }) => id) } });
    return {
      ...page,
      rows: page.rows.map((row) => ({ ...row, next: stages.get(row.id) ?? null })),
      sort,
      products,
    };
  },
});
