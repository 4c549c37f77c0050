-- What is not used is warned of, suspended, retired and dropped after days that a policy says.
-- AlterTable
ALTER TABLE "Sandbox" ADD COLUMN     "dropAfterDays" INTEGER,
ADD COLUMN     "retireAfterDays" INTEGER;

-- AlterTable
ALTER TABLE "EndWarning" ADD COLUMN     "rule" TEXT NOT NULL DEFAULT 'asked';

-- DropIndex
DROP INDEX "EndWarning_sandboxId_endsAt_daysBefore_key";

-- CreateIndex
CREATE UNIQUE INDEX "EndWarning_sandboxId_rule_endsAt_daysBefore_key" ON "EndWarning"("sandboxId", "rule", "endsAt", "daysBefore");

-- CreateTable
CREATE TABLE "PolicyVersion" (
    "version" INTEGER NOT NULL,
    "document" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "savedById" TEXT,
    "savedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PolicyVersion_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "PolicyProposal" (
    "personId" TEXT NOT NULL,
    "document" JSONB NOT NULL,
    "proposedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "PolicyProposal_pkey" PRIMARY KEY ("personId")
);

-- AddForeignKey
ALTER TABLE "PolicyProposal" ADD CONSTRAINT "PolicyProposal_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PolicyVersion" ADD CONSTRAINT "PolicyVersion_savedById_fkey" FOREIGN KEY ("savedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- The first policy. It is fresh, so that nothing is taken by it within its first days.
INSERT INTO "PolicyVersion" ("version", "document", "reason", "savedAt") VALUES (1,
  '{"dormancy": {}, "closedDays": [], "otherwise": {
     "made": {"warn": [60, 75, 83], "suspend": 90, "retire": 120, "drop": 127},
     "production": {"warn": [60, 75, 83], "suspend": 90, "retire": 120, "drop": 127}}}',
  'It came with the release that brought policies.', now() AT TIME ZONE 'UTC');
