-- Ends act from now on, and sandboxes can be suspended, quarantined and retired.
-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "SandboxState" ADD VALUE 'suspended';
ALTER TYPE "SandboxState" ADD VALUE 'quarantined';
ALTER TYPE "SandboxState" ADD VALUE 'retired';

-- AlterTable
ALTER TABLE "Sandbox" ADD COLUMN     "closedAt" TIMESTAMP(3),
ADD COLUMN     "endedAt" TIMESTAMP(3),
ADD COLUMN     "endsSince" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "graceUntil" TIMESTAMP(3),
ADD COLUMN     "protectReason" TEXT,
ADD COLUMN     "protectedById" TEXT,
ADD COLUMN     "protectedUntil" TIMESTAMP(3),
ADD COLUMN     "shutAt" TIMESTAMP(3),
ADD COLUMN     "shutById" TEXT,
ADD COLUMN     "shutReason" TEXT;

-- CreateTable
CREATE TABLE "SandboxExtension" (
    "id" TEXT NOT NULL,
    "sandboxId" TEXT NOT NULL,
    "from" TIMESTAMP(3) NOT NULL,
    "until" TIMESTAMP(3) NOT NULL,
    "byId" TEXT NOT NULL,
    "reason" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SandboxExtension_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EndWarning" (
    "id" TEXT NOT NULL,
    "sandboxId" TEXT NOT NULL,
    "endsAt" TIMESTAMP(3) NOT NULL,
    "daysBefore" INTEGER NOT NULL,
    "noticeIds" TEXT[],
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "EndWarning_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SweepStop" (
    "id" TEXT NOT NULL,
    "acts" JSONB NOT NULL,
    "fleet" INTEGER NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "allowedAt" TIMESTAMP(3),
    "allowedById" TEXT,
    "endedAt" TIMESTAMP(3),

    CONSTRAINT "SweepStop_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Sandbox_state_expiresAt_idx" ON "Sandbox"("state", "expiresAt");

-- CreateIndex
CREATE INDEX "SandboxExtension_sandboxId_createdAt_idx" ON "SandboxExtension"("sandboxId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "EndWarning_sandboxId_endsAt_daysBefore_key" ON "EndWarning"("sandboxId", "endsAt", "daysBefore");

-- CreateIndex
CREATE INDEX "SweepStop_endedAt_idx" ON "SweepStop"("endedAt");

-- AddForeignKey
ALTER TABLE "Sandbox" ADD CONSTRAINT "Sandbox_protectedById_fkey" FOREIGN KEY ("protectedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Sandbox" ADD CONSTRAINT "Sandbox_shutById_fkey" FOREIGN KEY ("shutById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SandboxExtension" ADD CONSTRAINT "SandboxExtension_sandboxId_fkey" FOREIGN KEY ("sandboxId") REFERENCES "Sandbox"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SandboxExtension" ADD CONSTRAINT "SandboxExtension_byId_fkey" FOREIGN KEY ("byId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EndWarning" ADD CONSTRAINT "EndWarning_sandboxId_fkey" FOREIGN KEY ("sandboxId") REFERENCES "Sandbox"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SweepStop" ADD CONSTRAINT "SweepStop_allowedById_fkey" FOREIGN KEY ("allowedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Nobody was warned of an end before ends acted. One that has passed, or comes within fourteen days, acts in fourteen days,
-- with all its warnings.
UPDATE "Sandbox" SET "endsSince" = timezone('UTC', now());
UPDATE "Sandbox" SET "graceUntil" = timezone('UTC', now()) + interval '14 days'
 WHERE "state" NOT IN ('destroying', 'destroyed') AND "expiresAt" < timezone('UTC', now()) + interval '14 days';
