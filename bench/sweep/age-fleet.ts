import type { Client } from 'pg';

/**
 * Makes of a filled house one whose sweep has a known number of acts before it: half of the warnings and half of the suspensions
 * are for want of use, the other half for an end that was asked for. What is not due is as it would be in a house whose sweep ran
 * every minute: a sixth of those in use end within two weeks, and were warned of it.
 */

export type DueActs = { warn: number; suspend: number; retire: number; drop: number };

/** Days that a moment lies back whose working day has come for certain, whatever day it is today. */
const longAgo = 4;

/** Fills the database of this session, whose sandboxes `fillDesk` wrote. Acts are spread over all that are in use. */
export async function ageFleet(client: Client, { warn, suspend, retire, drop }: DueActs): Promise<void> {
  const acts = warn + suspend + retire + drop;
  const bounds = [warn, warn + suspend, warn + suspend + retire];
  await client.query('SET session_replication_role = replica; SET timezone = UTC');
  for (const statement of [
    // A policy that is in force for long, so that it may take something away.
    `UPDATE "PolicyVersion" SET "savedAt" = now() - interval '200 days'`,
    // What failed to build or was shut by hand lives, and has nothing to be done with.
    `UPDATE "Sandbox" SET "endsSince" = now() - interval '200 days', "expiresAt" = now() + interval '40 days',
       "shutAt" = CASE WHEN state = 'suspended' THEN now() - interval '1 day' END,
       "closedAt" = CASE WHEN state = 'suspended' THEN now() - interval '1 day' END
     WHERE state <> 'destroyed'`,
    `UPDATE "SandboxActivity" SET "lastSeenAt" = now() - interval '1 day', "readAt" = now()`,
    `CREATE TEMP TABLE in_use AS
       SELECT id, row_number() OVER (ORDER BY md5(id)) - 1 AS n FROM "Sandbox" WHERE state = 'ready' AND id ~ '^s[0-9]+$'`,
    `CREATE TEMP TABLE chosen AS SELECT id, n % 2 = 0 AS unused,
       CASE WHEN n < ${bounds[0]} THEN 'warn' WHEN n < ${bounds[1]} THEN 'suspend' WHEN n < ${bounds[2]} THEN 'retire' ELSE 'drop' END AS act
     FROM in_use WHERE n < ${acts}`,
    // Ends in ten days, and its people were told fourteen days before.
    `CREATE TEMP TABLE warned AS SELECT id FROM in_use WHERE n >= ${acts} AND n % 6 = 0`,
    `UPDATE "Sandbox" s SET "expiresAt" = now() + interval '10 days' FROM warned w WHERE w.id = s.id`,
    `UPDATE "Sandbox" s SET "expiresAt" = now() + interval '4 days' FROM chosen c WHERE c.id = s.id AND act = 'warn' AND NOT unused`,
    `UPDATE "Sandbox" s SET "expiresAt" = now() - interval '${longAgo} days' FROM chosen c WHERE c.id = s.id AND act = 'suspend' AND NOT unused`,
    `UPDATE "SandboxActivity" a SET "lastSeenAt" = now() - interval '1 day' * CASE act WHEN 'warn' THEN 61 ELSE 93 + ${longAgo} END
     FROM chosen c WHERE c.id = a."sandboxId" AND unused AND act IN ('warn', 'suspend')`,
    `UPDATE "Sandbox" s SET state = (CASE act WHEN 'retire' THEN 'suspended' ELSE 'retired' END)::"SandboxState",
       "expiresAt" = now() - interval '20 days', "endedAt" = now() - interval '18 days', "shutReason" = 'Its end has come.',
       "shutAt" = now() - interval '12 days', "closedAt" = now() - interval '12 days'
     FROM chosen c WHERE c.id = s.id AND act IN ('retire', 'drop')`,
    // Every warning that was given so far, each by one notice that the mail server took.
    `CREATE TEMP TABLE told AS
       SELECT s.id, 'asked' AS rule, s."expiresAt" AS "endsAt", s."expiresAt" AS counted, days
       FROM "Sandbox" s CROSS JOIN unnest(ARRAY[14, 7, 1]) days
       WHERE s."expiresAt" - days * interval '1 day' < now() - interval '2 days' AND s.state <> 'destroyed'
         AND NOT EXISTS (SELECT FROM chosen c WHERE c.id = s.id AND act = 'warn' AND days < 14)
       UNION ALL
       SELECT c.id, 'unused', a."lastSeenAt" + interval '90 days', a."lastSeenAt" + interval '90 days', days
       FROM chosen c JOIN "SandboxActivity" a ON a."sandboxId" = c.id CROSS JOIN unnest(ARRAY[30, 15, 7]) days
       WHERE unused AND act = 'suspend'`,
    `INSERT INTO "Notice" (id, "personId", kind, subject, text, href, "createdAt", "mailedAt")
     SELECT 'w' || t.id || rule || days, r."requesterId", 'warning', 'A sandbox ends', 'Extend it if you still need it.', '/s/' || s.slug,
       counted - days * interval '1 day', counted - days * interval '1 day'
     FROM told t JOIN "Sandbox" s ON s.id = t.id JOIN "Request" r ON r.id = s."requestId"`,
    `INSERT INTO "EndWarning" (id, "sandboxId", rule, "endsAt", "daysBefore", "noticeIds", "createdAt")
     SELECT 'w' || id || rule || days, id, rule, "endsAt", days, ARRAY['w' || id || rule || days], counted - days * interval '1 day' FROM told`,
    'RESET session_replication_role',
  ])
    await client.query(statement);
  await client.query('VACUUM (ANALYZE)');
}
