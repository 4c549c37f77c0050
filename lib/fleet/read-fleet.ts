import { type Count, countedExactly, type Place } from '../command/keyset';
import { db } from '../db/client';
import { Prisma } from '../db/generated/client';
import type { EndingRule } from '../ends/coming-end';
import type { Stage } from '../ends/stages/stage';
import type { Shape } from '../requests/request';
import type { SandboxState } from '../sandboxes/sandbox';
import type { FleetFilter, FleetSort } from './fleet';
import { detailsSql, foundSql, pageSql } from './fleet-sql';

/**
 * A sandbox as the fleet shows it. `bytes` is its size as it was delivered; null where nobody measured it. Its next stage is the one
 * that a worker last reckoned, an hour old at most.
 */
export type FleetRow = {
  id: string;
  slug: string;
  state: SandboxState;
  shape: Shape;
  createdAt: Date;
  endedAt: Date | null;
  nextStage: Stage | null;
  nextStageAt: Date | null;
  nextStageBy: EndingRule | null;
  lastSeenAt: Date | null;
  lastSignal: string | null;
  organization: string;
  product: string;
  requester: string;
  bytes: number | null;
  failures: number;
};

type Asked = { filter: FleetFilter; sort: FleetSort; place: Place; now: Date };

/** The rows of the fleet beyond a place, in order; `limit` at most, or one more than a page shows. */
export async function readFleet({ filter, sort, place, now }: Asked, limit?: number): Promise<FleetRow[]> {
  const { from, where } = foundSql(filter, now);
  const page = pageSql(sort, place);
  const picked = Prisma.sql`SELECT s."id" ${from} WHERE ${where} AND ${page.beyond} ${page.orderBy} LIMIT ${limit ?? page.limit}`;
  const rows = await db().$queryRaw<(Omit<FleetRow, 'bytes'> & { bytes: bigint | null })[]>(
    detailsSql(picked, page.orderBy, now),
  );
  return rows.map((row) => ({ ...row, bytes: row.bytes === null ? null : Number(row.bytes) }));
}

/** How many sandboxes the filters find: counted up to 10,000, beyond that as the planner estimates from its statistics. */
export async function countFleet(filter: FleetFilter, now: Date): Promise<Count> {
  const { from, where } = foundSql(filter, now);
  const [counted] = await db().$queryRaw<{ found: number }[]>`
    SELECT count(*)::int AS found FROM (SELECT 1 ${from} WHERE ${where} LIMIT ${countedExactly + 1}) AS counted`;
  const found = counted?.found ?? 0;
  if (found <= countedExactly) return { value: found, isExact: true };
  const [plan] = await db().$queryRaw<
    { 'QUERY PLAN': unknown }[]
  >`EXPLAIN (FORMAT JSON) SELECT 1 ${from} WHERE ${where}`;
  return { value: Math.max(estimateOf(plan?.['QUERY PLAN']), countedExactly), isExact: false };
}

function estimateOf(plan: unknown): number {
  const [first] = Array.isArray(plan) ? plan : [];
  const rows = first?.Plan?.['Plan Rows'];
  return typeof rows === 'number' ? rows : 0;
}
