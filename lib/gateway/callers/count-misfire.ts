import { db } from '../../db/client';

export type MisfireKind = 'production_key' | 'other_sandbox_key';

/** Fingerprints kept per sandbox: support reads a handful; someone who makes keys up must not fill the table. */
const mostFingerprints = 500;

/**
 * Counts a key of another environment that was tried at a sandbox. One statement, so that callers at once lose no
 * count; a further fingerprint is dropped once the sandbox has 500 (two at once may overshoot by one).
 */
export async function countMisfire(
  sandboxId: string,
  fingerprint: string,
  kind: MisfireKind,
  now: Date,
): Promise<void> {
  await db().$executeRaw`
    INSERT INTO "KeyMisfire" ("sandboxId", "fingerprint", "kind", "count", "lastAt")
    SELECT ${sandboxId}, ${fingerprint}, ${kind}::"MisfireKind", 1, ${now}::timestamptz AT TIME ZONE 'UTC'
     WHERE EXISTS (SELECT FROM "KeyMisfire" WHERE "sandboxId" = ${sandboxId} AND "fingerprint" = ${fingerprint})
        OR (SELECT count(*) FROM "KeyMisfire" WHERE "sandboxId" = ${sandboxId}) < ${mostFingerprints}
    ON CONFLICT ("sandboxId", "fingerprint")
    DO UPDATE SET "count" = "KeyMisfire"."count" + 1, "lastAt" = excluded."lastAt"`;
}
