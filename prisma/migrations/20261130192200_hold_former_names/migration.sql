-- A request holds one name that is in use, and for some time those that its sandbox had before.
ALTER TABLE "SlugClaim" ADD COLUMN "heldUntil" TIMESTAMP(3);

DROP INDEX "SlugClaim_requestId_key";
CREATE INDEX "SlugClaim_requestId_idx" ON "SlugClaim"("requestId");

-- A partial index, which schema.prisma cannot describe: one name in use for each request.
CREATE UNIQUE INDEX "SlugClaim_one_in_use" ON "SlugClaim" ("requestId") WHERE "heldUntil" IS NULL;
