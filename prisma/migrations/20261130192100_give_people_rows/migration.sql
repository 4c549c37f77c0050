-- Who gets into a sandbox is a row for each, so that people come and go while it lives.
CREATE TYPE "SandboxPersonKind" AS ENUM ('person', 'service_account');

CREATE TABLE "SandboxPerson" (
    "id" TEXT NOT NULL,
    "sandboxId" TEXT NOT NULL,
    "kind" "SandboxPersonKind" NOT NULL,
    "name" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "namedById" TEXT,
    "since" TIMESTAMP(3) NOT NULL,
    "invitedAt" TIMESTAMP(3),
    "firstSeenAt" TIMESTAMP(3),
    "lastSeenAt" TIMESTAMP(3),
    "removedAt" TIMESTAMP(3),

    CONSTRAINT "SandboxPerson_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "SandboxPerson_sandboxId_since_idx" ON "SandboxPerson"("sandboxId", "since");
CREATE INDEX "SandboxPerson_key_idx" ON "SandboxPerson"("key");

ALTER TABLE "SandboxPerson" ADD CONSTRAINT "SandboxPerson_sandboxId_fkey" FOREIGN KEY ("sandboxId") REFERENCES "Sandbox"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "SandboxPerson" ADD CONSTRAINT "SandboxPerson_namedById_fkey" FOREIGN KEY ("namedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Those of each sandbox that is not destroyed, named by whoever asked for it; the first of two that were told apart by nothing.
-- Where a destruction has begun nobody gets in any more.
INSERT INTO "SandboxPerson" ("id", "sandboxId", "kind", "name", "key", "reason", "namedById", "since", "removedAt")
SELECT DISTINCT ON (sandbox."id", lower(named."name"))
       sandbox."id" || '_' || named."position", sandbox."id", named."kind"::"SandboxPersonKind", named."name",
       lower(named."name"), named."reason", request."requesterId", sandbox."createdAt",
       CASE WHEN sandbox."state" = 'destroying' THEN CURRENT_TIMESTAMP END
  FROM "Sandbox" AS sandbox
  JOIN "Request" AS request ON request."id" = sandbox."requestId"
 CROSS JOIN LATERAL (
       SELECT each."position", each."person" ->> 'kind' AS "kind", coalesce(each."person" ->> 'reason', '') AS "reason",
              CASE each."person" ->> 'kind' WHEN 'person' THEN each."person" ->> 'email' ELSE each."person" ->> 'name' END AS "name"
         FROM jsonb_array_elements(CASE jsonb_typeof(sandbox."people") WHEN 'array' THEN sandbox."people" ELSE '[]' END)
              WITH ORDINALITY AS each ("person", "position")) AS named
 WHERE sandbox."state" <> 'destroyed' AND named."kind" IN ('person', 'service_account') AND named."name" IS NOT NULL
 ORDER BY sandbox."id", lower(named."name"), named."position";

-- A partial index, which schema.prisma cannot describe: nobody gets into a sandbox twice at one time.
CREATE UNIQUE INDEX "SandboxPerson_once" ON "SandboxPerson" ("sandboxId", "key") WHERE "removedAt" IS NULL;

ALTER TABLE "Sandbox" DROP COLUMN "people";
