-- A baseline is a row of its own: until now it was a name on the copy that it was made of, and went with that copy.
CREATE TABLE "Baseline" (
    "id" TEXT NOT NULL,
    "sandboxId" TEXT NOT NULL,
    "copyId" TEXT NOT NULL,
    "database" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "releasedAt" TIMESTAMP(3),
    "droppedAt" TIMESTAMP(3),

    CONSTRAINT "Baseline_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "Baseline_copyId_key" ON "Baseline"("copyId");
CREATE UNIQUE INDEX "Baseline_database_key" ON "Baseline"("database");
CREATE INDEX "Baseline_sandboxId_idx" ON "Baseline"("sandboxId");

-- A copy that was given up takes its baseline along, as it did under the release before.
INSERT INTO "Baseline" ("id", "sandboxId", "copyId", "database", "role", "fingerprint", "createdAt", "releasedAt", "droppedAt")
  SELECT "id", "sandboxId", "id", "baseline", "role", coalesce("fingerprint", ''), coalesce("readyAt", "createdAt"),
         CASE WHEN "state" IN ('dropping', 'dropped') THEN coalesce("droppedAt", now()) END, "droppedAt"
    FROM "SandboxCopy" WHERE "baseline" IS NOT NULL AND "role" IS NOT NULL;

ALTER TABLE "SandboxCopy" ADD COLUMN "baselineId" TEXT;
UPDATE "SandboxCopy" c SET "baselineId" = b."id" FROM "Baseline" b WHERE b."copyId" = c."id";
ALTER TABLE "SandboxCopy" DROP COLUMN "baseline";

ALTER TABLE "Baseline" ADD CONSTRAINT "Baseline_sandboxId_fkey"
  FOREIGN KEY ("sandboxId") REFERENCES "Sandbox"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Baseline" ADD CONSTRAINT "Baseline_copyId_fkey"
  FOREIGN KEY ("copyId") REFERENCES "SandboxCopy"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "SandboxCopy" ADD CONSTRAINT "SandboxCopy_baselineId_fkey"
  FOREIGN KEY ("baselineId") REFERENCES "Baseline"("id") ON DELETE SET NULL ON UPDATE CASCADE;
