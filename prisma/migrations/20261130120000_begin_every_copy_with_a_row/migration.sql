-- Every database of a sandbox is a copy from its first moment. A first build had no row until it was done; it gets one
-- under the sandbox's own id, which the engine knows it by. The sandbox points at the copy in use and repeats nothing of it.

CREATE TYPE "CopyOrigin" AS ENUM ('blank', 'seed_set', 'production');
CREATE TYPE "CopyHandOver" AS ENUM ('at_once', 'on_decision');

-- A value that was added to a type cannot be used in the same transaction, so both types are made anew.
DROP INDEX "SandboxCopy_one_active";
DROP INDEX "SandboxCopy_one_to_come";
ALTER TYPE "CopyState" RENAME TO "CopyState_before";
CREATE TYPE "CopyState" AS ENUM ('scheduled', 'building', 'waiting', 'active', 'kept', 'dropping', 'dropped', 'failed', 'cancelled');
ALTER TABLE "SandboxCopy" ALTER COLUMN "state" TYPE "CopyState" USING ("state"::text::"CopyState");
DROP TYPE "CopyState_before";

ALTER TYPE "OperationKind" RENAME TO "OperationKind_before";
CREATE TYPE "OperationKind" AS ENUM ('build', 'destroy', 'seal_copy', 'roll_back', 'drop_copy');

ALTER TABLE "SandboxCopy" ADD COLUMN "origin" "CopyOrigin", ADD COLUMN "handOver" "CopyHandOver";

INSERT INTO "SandboxCopy" ("id", "sandboxId", "requestId", "planVersionId", "state", "createdAt")
SELECT "id", "id", "requestId", "planVersionId",
       (CASE WHEN "state" IN ('scheduled', 'building', 'cancelled') THEN "state"::text ELSE 'failed' END)::"CopyState",
       "createdAt"
FROM "Sandbox" AS sandbox
WHERE NOT EXISTS (SELECT FROM "SandboxCopy" AS copy WHERE copy."id" = sandbox."id");

UPDATE "SandboxCopy" AS copy
SET "origin" = (CASE sandbox."shape" WHEN 'snapshot' THEN 'production' WHEN 'seeded' THEN 'seed_set' ELSE 'blank' END)::"CopyOrigin",
    "handOver" = (CASE WHEN copy."id" = copy."sandboxId" THEN 'at_once' ELSE 'on_decision' END)::"CopyHandOver"
FROM "Sandbox" AS sandbox WHERE sandbox."id" = copy."sandboxId";

ALTER TABLE "SandboxCopy" ALTER COLUMN "origin" SET NOT NULL, ALTER COLUMN "handOver" SET NOT NULL;

UPDATE "Operation" SET "copyId" = "sandboxId" WHERE "kind" = 'provision';
ALTER TABLE "Operation" ALTER COLUMN "kind" TYPE "OperationKind"
  USING (CASE WHEN "kind" IN ('provision', 'refresh') THEN 'build' ELSE "kind"::text END::"OperationKind");
DROP TYPE "OperationKind_before";

ALTER TABLE "Sandbox" ADD COLUMN "activeCopyId" TEXT;
UPDATE "Sandbox" AS sandbox SET "activeCopyId" = copy."id"
FROM "SandboxCopy" AS copy WHERE copy."sandboxId" = sandbox."id" AND copy."state" = 'active';
CREATE UNIQUE INDEX "Sandbox_activeCopyId_key" ON "Sandbox"("activeCopyId");
ALTER TABLE "Sandbox" ADD CONSTRAINT "Sandbox_activeCopyId_fkey" FOREIGN KEY ("activeCopyId") REFERENCES "SandboxCopy"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "Sandbox" DROP COLUMN "database", DROP COLUMN "role", DROP COLUMN "baseline", DROP COLUMN "fingerprint",
  DROP COLUMN "planVersionId";

-- How many copies a sandbox has at one time. A roll back exchanges the kept one for the one in use, so that the last is
-- asked when the transaction ends.
CREATE UNIQUE INDEX "SandboxCopy_one_active" ON "SandboxCopy" ("sandboxId") WHERE "state" = 'active';
CREATE UNIQUE INDEX "SandboxCopy_one_to_come" ON "SandboxCopy" ("sandboxId") WHERE "state" IN ('scheduled', 'building', 'waiting');
ALTER TABLE "SandboxCopy" ADD CONSTRAINT "SandboxCopy_one_kept" EXCLUDE ("sandboxId" WITH =) WHERE ("state" = 'kept')
  DEFERRABLE INITIALLY DEFERRED;
