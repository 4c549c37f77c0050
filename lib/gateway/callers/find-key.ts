import { askControl } from './control-pool';

/** The sandbox that was addressed, null where no living one has the slug; and the key's row, null where none has the hash. */
export type FoundKey = {
  now: Date;
  sandboxId: string | null;
  state: string | null;
  organizationId: string | null;
  shape: string | null;
  expiresAt: Date | null;
  /** Since when it is suspended, quarantined or retired, and when its end acted. */
  shutAt: Date | null;
  endedAt: Date | null;
  /** Of one that was suspended for want of use. */
  retireAfterDays: number | null;
  dropAfterDays: number | null;
  database: string | null;
  role: string | null;
  definition: unknown;
  keyId: string | null;
  label: string | null;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
  /** The sandbox that had the name before, where it is held and nobody has it. */
  formerId: string | null;
  /** The sandbox that the key belongs to, which may be another one. */
  homeId: string | null;
  homeSlug: string | null;
  homeState: string | null;
  homeOrganizationId: string | null;
};

/** Prisma keeps moments as UTC in columns without a time zone. */
const foundSql = `
  SELECT clock_timestamp() AS "now",
         addressed."id" AS "sandboxId", addressed."state"::text AS "state", addressed."organizationId",
         addressed."shape"::text AS "shape", addressed."expiresAt" AT TIME ZONE 'UTC' AS "expiresAt",
         addressed."shutAt" AT TIME ZONE 'UTC' AS "shutAt", addressed."endedAt" AT TIME ZONE 'UTC' AS "endedAt",
         addressed."retireAfterDays", addressed."dropAfterDays",
         copy."database", copy."role", product."definition",
         former."id" AS "formerId",
         key."id" AS "keyId", key."label", key."revokedAt" AT TIME ZONE 'UTC' AS "revokedAt",
         key."lastUsedAt" AT TIME ZONE 'UTC' AS "lastUsedAt",
         home."id" AS "homeId", home."slug" AS "homeSlug", home."state"::text AS "homeState",
         home."organizationId" AS "homeOrganizationId"
    FROM (VALUES (1)) AS always
    LEFT JOIN "Sandbox" AS addressed
      ON addressed."slug" = $1 AND addressed."state" NOT IN ('destroyed', 'cancelled')
    LEFT JOIN "SlugClaim" AS held
      ON addressed."id" IS NULL AND held."slug" = $1 AND held."heldUntil" > clock_timestamp() AT TIME ZONE 'UTC'
    LEFT JOIN "Sandbox" AS former ON former."requestId" = held."requestId"
    LEFT JOIN "SandboxCopy" AS copy ON copy."id" = addressed."activeCopyId"
    LEFT JOIN "Product" AS product ON product."id" = addressed."productId"
    LEFT JOIN "ApiKey" AS key ON key."hash" = $2
    LEFT JOIN "Sandbox" AS home ON home."id" = key."sandboxId"`;

/**
 * Everything that decides about a call, in one round trip over two unique indexes and three primary keys; where no sandbox
 * has the name, over two more. Nothing of it is
 * cached: a key revoked or a sandbox destroyed is refused from its commit on. A slug names one living sandbox at most.
 */
export async function findKey(slug: string, hash: string): Promise<FoundKey> {
  const [found] = await askControl<FoundKey>(foundSql, [slug, hash]);
  if (!found) throw new Error('A query over one constant row returned none.');
  return found;
}
