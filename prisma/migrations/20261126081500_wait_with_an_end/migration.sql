-- AlterTable
ALTER TABLE "Request" ADD COLUMN     "waitsSince" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "remindedAt" TIMESTAMP(3),
ADD COLUMN     "escalatedAt" TIMESTAMP(3);

-- What waits already has waited since its last turn.
UPDATE "Request" SET "waitsSince" = "updatedAt";

-- CreateIndex
CREATE INDEX "Request_state_waitsSince_idx" ON "Request"("state", "waitsSince");
