import type { Tx } from '../../db/transaction';
import type { Taken } from './take-sample';

/**
 * Writes a sample in three statements, however many sandboxes there are. Moments move forward even against somebody who kept a
 * sandbox while the sample was taken: of two the later one stays, and what belongs to it.
 */
export async function storeSamples(tx: Tx, taken: readonly Taken[], now: Date): Promise<void> {
  await storeActivity(tx, taken);
  await storeCounters(tx, taken, now);
  await storeYears(tx, taken);
}

/** Columns hold moments of UTC without a zone. */
const iso = (at: Date | null) => at?.toISOString().replace('Z', '') ?? null;
const hex = (bytes: Uint8Array | null) => bytes && Buffer.from(bytes).toString('hex');

async function storeActivity(tx: Tx, taken: readonly Taken[]): Promise<void> {
  const rows = taken.map(({ sandboxId, activity }) => ({
    id: sandboxId,
    seen: iso(activity.lastSeenAt),
    signal: activity.lastSignal,
    calls: iso(activity.lastBy.calls),
    queries: iso(activity.lastBy.queries),
    writes: iso(activity.lastBy.writes),
    acts: iso(activity.lastBy.acts),
    read: iso(activity.readAt),
    blind: Math.round(activity.blindMs),
    slots: hex(activity.ring.bits),
    slot: activity.ring.latest,
    minutes: activity.scheduledMinutes,
    since: iso(activity.scheduledSince),
  }));
  await tx.$executeRaw`
    UPDATE "SandboxActivity" AS a SET
      "lastSeenAt" = greatest(a."lastSeenAt", n.seen),
      "lastSignal" = CASE WHEN n.seen >= a."lastSeenAt" THEN n.signal ELSE a."lastSignal" END,
      "blindMs" = CASE WHEN n.seen >= a."lastSeenAt" THEN n.blind ELSE a."blindMs" END,
      "callsAt" = greatest(a."callsAt", n.calls), "queriesAt" = greatest(a."queriesAt", n.queries),
      "writesAt" = greatest(a."writesAt", n.writes), "actsAt" = greatest(a."actsAt", n.acts),
      "readAt" = n.read, "slots" = decode(n.slots, 'hex'), "slot" = n.slot,
      "scheduledMinutes" = n.minutes, "scheduledSince" = n.since
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS n(
      id text, seen timestamp, signal text, calls timestamp, queries timestamp, writes timestamp, acts timestamp,
      read timestamp, blind bigint, slots text, slot int, minutes int, since timestamp)
    WHERE a."sandboxId" = n.id`;
}

async function storeCounters(tx: Tx, taken: readonly Taken[], now: Date): Promise<void> {
  const rows = taken.flatMap(({ counters }) =>
    counters ? [{ ...counters, since: iso(counters.since), read: iso(now) }] : [],
  );
  await tx.$executeRaw`
    INSERT INTO "ActivityCounter" ("copyId", "sessions", "activeMs", "tuples", "since", "readAt")
    SELECT n."copyId", n.sessions, n."activeMs", n.tuples, n.since, n.read
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS n(
      "copyId" text, sessions bigint, "activeMs" float8, tuples bigint, since timestamp, read timestamp)
    ON CONFLICT ("copyId") DO UPDATE SET "sessions" = EXCLUDED."sessions", "activeMs" = EXCLUDED."activeMs",
      "tuples" = EXCLUDED."tuples", "since" = EXCLUDED."since", "readAt" = EXCLUDED."readAt"`;
}

async function storeYears(tx: Tx, taken: readonly Taken[]): Promise<void> {
  const rows = taken.flatMap(({ sandboxId, year }) =>
    year
      ? [
          {
            id: sandboxId,
            year: year.year,
            calls: hex(year.bits.calls),
            queries: hex(year.bits.queries),
            writes: hex(year.bits.writes),
            acts: hex(year.bits.acts),
            unread: hex(year.bits.unread),
          },
        ]
      : [],
  );
  if (rows.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO "ActivityYear" ("sandboxId", "year", "calls", "queries", "writes", "acts", "unread")
    SELECT n.id, n.year, decode(n.calls, 'hex'), decode(n.queries, 'hex'), decode(n.writes, 'hex'),
           decode(n.acts, 'hex'), decode(n.unread, 'hex')
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS n(
      id text, year int, calls text, queries text, writes text, acts text, unread text)
    ON CONFLICT ("sandboxId", "year") DO UPDATE SET "calls" = EXCLUDED."calls", "queries" = EXCLUDED."queries",
      "writes" = EXCLUDED."writes", "acts" = EXCLUDED."acts", "unread" = EXCLUDED."unread"`;
}
