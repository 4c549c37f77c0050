import { z } from 'zod';
import { defineQuery } from '../command/query';
import { db } from '../db/client';
import { databaseNow } from '../db/transaction';
import { fleetFilter, fleetSortNames } from './fleet';
import { readFleet } from './read-fleet';

/** Rows that one file holds: what a spreadsheet still opens. */
const mostRows = 100_000;

/** All that the filters find, in order, for a file; 100,000 at most, and `isWhole` tells whether that was all. */
export const exportFleet = defineQuery({
  name: 'fleet.export',
  input: fleetFilter.extend({ sort: z.enum(fleetSortNames).catch('ends') }),
  allow: 'fleet:read',
  run: async ({ input: { sort, ...filter } }) => {
    const now = await databaseNow(db());
    const rows = await readFleet({ filter, sort, place: null, now }, mostRows + 1);
    return { rows: rows.slice(0, mostRows), isWhole: rows.length <= mostRows, now };
  },
});
