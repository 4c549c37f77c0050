import { defineQuery } from '../command/query';
import { daysAfter } from '../days';
import { db } from '../db/client';
import { Prisma } from '../db/generated/client';
import { databaseNow } from '../db/transaction';
import type { Shape } from '../requests/request';
import { fleetFilter } from './fleet';
import { endingSql, foundSql, moment, stageSql } from './fleet-sql';

/** Weeks that the picture shows, this one first. */
const shownWeeks = 8;

type Counted = { week: number; shape: Shape; ends: number };
type Week = { monday: string; blank: number; seeded: number; snapshot: number };

/**
 * How many of the sandboxes that the filters find end in each of the coming weeks, of whichever of their ends comes
 * first, by class. Weeks begin on Monday, in UTC.
 */
export const listComingEnds = defineQuery({
  name: 'fleet.coming_ends',
  input: fleetFilter,
  allow: 'fleet:read',
  run: async ({ input: filter }) => {
    const now = await databaseNow(db());
    const monday = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()));
    const first = daysAfter(monday, -((monday.getUTCDay() + 6) % 7));
    const { from, where } = foundSql(filter, now);
    const counted = await db().$queryRaw<Counted[]>(Prisma.sql`
      SELECT EXTRACT(DAY FROM ${stageSql} - ${moment(first)})::int / 7 AS "week", s."shape"::text AS "shape", count(*)::int AS "ends"
      ${from} WHERE ${where} AND ${endingSql}
        AND ${stageSql} >= ${moment(now)} AND ${stageSql} < ${moment(daysAfter(first, shownWeeks * 7))}
      GROUP BY 1, 2`);
    const weeks = Array.from({ length: shownWeeks }, (_, at): Week => {
      const of = (shape: Shape) =>
        counted.find((each) => each.week === at && each.shape === shape)?.ends ?? 0;
      return {
        monday: daysAfter(first, at * 7)
          .toISOString()
          .slice(0, 10),
        blank: of('blank'),
        seeded: of('seeded'),
        snapshot: of('snapshot'),
      };
    });
    return { weeks };
  },
});
