-- CreateEnum
CREATE TYPE "CopyState" AS ENUM ('building', 'waiting', 'active', 'kept', 'dropping', 'dropped', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "CopyDropReason" AS ENUM ('discarded', 'not_activated', 'kept_long_enough', 'replaced', 'sandbox_destroyed');

-- AlterTable
ALTER TABLE "Certificate" ADD COLUMN     "copyId" TEXT;
UPDATE "Certificate" SET "copyId" = "sandboxId";
ALTER TABLE "Certificate" ALTER COLUMN "copyId" SET NOT NULL;

-- AlterTable
ALTER TABLE "Operation" ADD COLUMN     "copyId" TEXT;

-- CreateTable
CREATE TABLE "SandboxCopy" (
    "id" TEXT NOT NULL,
    "sandboxId" TEXT NOT NULL,
    "requestId" TEXT NOT NULL,
    "planVersionId" TEXT,
    "state" "CopyState" NOT NULL,
    "database" TEXT,
    "role" TEXT,
    "baseline" TEXT,
    "fingerprint" TEXT,
    "measure" JSONB,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "readyAt" TIMESTAMP(3),
    "decideBy" TIMESTAMP(3),
    "remindedAt" TIMESTAMP(3),
    "activatedAt" TIMESTAMP(3),
    "keptUntil" TIMESTAMP(3),
    "sealedAt" TIMESTAMP(3),
    "dropReason" "CopyDropReason",
    "droppedAt" TIMESTAMP(3),

    CONSTRAINT "SandboxCopy_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "SandboxCopy_sandboxId_createdAt_idx" ON "SandboxCopy"("sandboxId", "createdAt");

-- CreateIndex
CREATE INDEX "SandboxCopy_requestId_idx" ON "SandboxCopy"("requestId");

-- CreateIndex
CREATE INDEX "Certificate_copyId_createdAt_idx" ON "Certificate"("copyId", "createdAt");

-- CreateIndex
CREATE INDEX "Operation_copyId_idx" ON "Operation"("copyId");

-- AddForeignKey
ALTER TABLE "SandboxCopy" ADD CONSTRAINT "SandboxCopy_sandboxId_fkey" FOREIGN KEY ("sandboxId") REFERENCES "Sandbox"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SandboxCopy" ADD CONSTRAINT "SandboxCopy_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "Request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SandboxCopy" ADD CONSTRAINT "SandboxCopy_planVersionId_fkey" FOREIGN KEY ("planVersionId") REFERENCES "ScrubPlanVersion"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Operation" ADD CONSTRAINT "Operation_copyId_fkey" FOREIGN KEY ("copyId") REFERENCES "SandboxCopy"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- A sandbox that is in use consists of one copy so far, under its own id: its names on the cluster stay as they are.
INSERT INTO "SandboxCopy" ("id", "sandboxId", "requestId", "planVersionId", "state", "database", "role", "baseline",
                           "fingerprint", "createdAt", "readyAt", "activatedAt")
SELECT "id", "id", "requestId", "planVersionId", 'active', "database", "role", "baseline",
       "fingerprint", "createdAt", "readyAt", "readyAt"
  FROM "Sandbox" WHERE "state" = 'ready' AND "database" IS NOT NULL;

-- Partial indexes, which schema.prisma cannot describe: one copy in use, one that may replace it.
CREATE UNIQUE INDEX "SandboxCopy_one_active" ON "SandboxCopy" ("sandboxId") WHERE "state" = 'active';
CREATE UNIQUE INDEX "SandboxCopy_one_to_come" ON "SandboxCopy" ("sandboxId") WHERE "state" IN ('building', 'waiting');
