-- The turns of one transaction share their time, so each has a number as well. Those that stand already are numbered by
-- time; of one moment a filing comes first, and the rest as they were stored.
-- AlterTable
ALTER TABLE "RequestEvent" ADD COLUMN     "seq" SERIAL NOT NULL;

UPDATE "RequestEvent" AS event SET "seq" = numbered."seq"
FROM (
  SELECT "id", row_number() OVER (ORDER BY "at", "kind" <> 'submitted', ctid) AS "seq" FROM "RequestEvent"
) AS numbered
WHERE event."id" = numbered."id";

-- DropIndex
DROP INDEX "RequestEvent_requestId_at_idx";

-- CreateIndex
CREATE UNIQUE INDEX "RequestEvent_seq_key" ON "RequestEvent"("seq");

-- CreateIndex
CREATE INDEX "RequestEvent_requestId_seq_idx" ON "RequestEvent"("requestId", "seq");
