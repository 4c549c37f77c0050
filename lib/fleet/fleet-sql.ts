import { type Order, type Place, readsDown, type SortKey, takenRows } from '../command/keyset';
import { daysAfter } from '../days';
import { Prisma } from '../db/generated/client';
import { livingStates } from '../sandboxes/sandbox';
import { type FleetFilter, type FleetSort, failureDays } from './fleet';

/**
 * The SQL of the fleet. `s` is the sandbox and `a` when it was last used. What decides which rows a page holds is read first, from
 * the index of its order; sizes, names and failures are looked up for those rows alone.
 */

export type FleetKeys = {
  id: string;
  slug: string;
  createdAt: Date;
  nextStageAt: Date | null;
  lastSeenAt: Date | null;
};

/** Before anybody used anything: sandboxes that were never handed over stand there. */
const never = new Date(0);

/** A moment of ours as PostgreSQL compares it with columns of UTC. */
export const moment = (at: Date) => Prisma.sql`${at.toISOString()}::timestamp`;

/** What has no stage ahead comes last. */
const noStage = new Date('9999-12-31T00:00:00Z');

/** When the next stage comes, as a worker last reckoned it. An index holds it. */
export const stageSql = Prisma.sql`COALESCE(s."nextStageAt", '9999-12-31'::timestamp)`;

/** It has an end ahead, of either kind. */
export const endingSql = Prisma.sql`s."nextStage" IS NOT NULL AND s."endedAt" IS NULL AND s."state" <> 'retired'`;

const sortKeys = {
  ends: {
    sql: stageSql,
    key: { path: 'nextStageAt', kind: 'moment', of: (row) => row.nextStageAt ?? noStage },
  },
  created: {
    sql: Prisma.sql`s."createdAt"`,
    key: { path: 'createdAt', kind: 'moment', of: (row) => row.createdAt },
  },
  name: { sql: Prisma.sql`s."slug"`, key: { path: 'slug', kind: 'text', of: (row) => row.slug } },
  used: {
    sql: Prisma.sql`COALESCE(a."lastSeenAt", 'epoch')`,
    key: { path: 'lastSeenAt', kind: 'moment', of: (row) => row.lastSeenAt ?? never },
  },
} as const satisfies Record<string, { sql: Prisma.Sql; key: SortKey<FleetKeys> }>;

const sortOf = (sort: FleetSort) => sortKeys[sort.replace('-', '') as keyof typeof sortKeys];

/** The order of a sort; the id tells equal ones apart. */
export function orderOf(sort: FleetSort): Order<FleetKeys> {
  const id: SortKey<FleetKeys> = { path: 'id', kind: 'text', of: (row) => row.id };
  return { name: sort, descends: sort.startsWith('-'), keys: [sortOf(sort).key, id] };
}

/** What a page reads: rows beyond the place, in order, one more than are shown. */
export function pageSql(
  sort: FleetSort,
  place: Place,
): { beyond: Prisma.Sql; orderBy: Prisma.Sql; limit: number } {
  const order = orderOf(sort);
  const isDown = readsDown(order, place);
  const { sql } = sortOf(sort);
  const direction = Prisma.raw(isDown ? 'DESC' : 'ASC');
  const orderBy = Prisma.sql`ORDER BY ${sql} ${direction}, s."id" ${direction}`;
  if (!place) return { beyond: Prisma.sql`TRUE`, orderBy, limit: takenRows };
  const [key, id] = place.keys;
  const value = key instanceof Date ? moment(key) : Prisma.sql`${key}`;
  const beyond = Prisma.sql`(${sql}, s."id") ${Prisma.raw(isDown ? '<' : '>')} (${value}, ${id})`;
  return { beyond, orderBy, limit: takenRows };
}

const fromSql = Prisma.sql`FROM "Sandbox" s LEFT JOIN "SandboxActivity" a ON a."sandboxId" = s."id"`;

/** All sandboxes that the filters find, without an order. */
export function foundSql(filter: FleetFilter, now: Date): { from: Prisma.Sql; where: Prisma.Sql } {
  const states = filter.state ? [filter.state] : livingStates;
  const parts = [
    Prisma.sql`s."state" IN (${Prisma.join(states.map((state) => Prisma.sql`${state}::"SandboxState"`))})`,
  ];
  if (filter.shape) parts.push(Prisma.sql`s."shape" = ${filter.shape}::"Shape"`);
  if (filter.text) parts.push(Prisma.sql`s."slug" ILIKE ${containing(filter.text)}`);
  if (filter.organization)
    parts.push(
      Prisma.sql`s."organizationId" IN (SELECT o."id" FROM "Organization" o WHERE o."name" ILIKE ${containing(filter.organization)})`,
    );
  if (filter.product)
    parts.push(
      Prisma.sql`s."productId" IN (SELECT p."id" FROM "Product" p WHERE p."slug" = ${filter.product})`,
    );
  if (filter.unused !== undefined)
    parts.push(Prisma.sql`a."lastSeenAt" <= ${moment(daysAfter(now, -filter.unused))}`);
  if (filter.ends !== undefined)
    parts.push(Prisma.sql`${stageSql} <= ${moment(daysAfter(now, filter.ends))} AND ${endingSql}`);
  if (filter.failed)
    parts.push(
      Prisma.sql`s."id" IN (SELECT f."sandboxId" FROM "Operation" f WHERE f."state" = 'failed' AND f."finishedAt" > ${moment(daysAfter(now, -failureDays))})`,
    );
  return { from: fromSql, where: Prisma.join(parts, ' AND ') };
}

const containing = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** What a row shows, of the sandboxes in `picked`. */
export function detailsSql(picked: Prisma.Sql, orderBy: Prisma.Sql, now: Date): Prisma.Sql {
  return Prisma.sql`
    SELECT s."id", s."slug", s."state"::text AS "state", s."shape"::text AS "shape", s."createdAt", s."endedAt",
      s."nextStage", s."nextStageAt", s."nextStageBy", a."lastSeenAt", a."lastSignal",
      o."name" AS "organization", p."name" AS "product", r."name" AS "requester", b."bytes",
      (SELECT count(*)::int FROM "Operation" f WHERE f."sandboxId" = s."id" AND f."state" = 'failed'
        AND f."finishedAt" > ${moment(daysAfter(now, -failureDays))}) AS "failures"
    FROM (${picked}) AS picked
    JOIN "Sandbox" s ON s."id" = picked."id"
    LEFT JOIN "SandboxActivity" a ON a."sandboxId" = s."id"
    JOIN "Organization" o ON o."id" = s."organizationId"
    JOIN "Product" p ON p."id" = s."productId"
    JOIN "Request" q ON q."id" = s."requestId"
    JOIN "Person" r ON r."id" = q."requesterId"
    LEFT JOIN "SandboxCopy" c ON c."id" = s."activeCopyId"
    LEFT JOIN "Baseline" b ON b."id" = c."baselineId"
    ${orderBy}`;
}
