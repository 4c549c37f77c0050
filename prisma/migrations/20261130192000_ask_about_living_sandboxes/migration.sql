-- A request may be about a living sandbox in more ways than by a refresh: one column says which sandbox, the kind says how.
ALTER TYPE "RequestKind" ADD VALUE 'people';

ALTER TABLE "Request" RENAME COLUMN "refreshesId" TO "concernsId";
ALTER TABLE "Request" RENAME CONSTRAINT "Request_refreshesId_fkey" TO "Request_concernsId_fkey";
ALTER INDEX "Request_refreshesId_idx" RENAME TO "Request_concernsId_idx";

-- A partial index, which schema.prisma cannot describe: one open request for a sandbox's refresh, beside those of other kinds.
DROP INDEX "Request_one_open_refresh";
CREATE UNIQUE INDEX "Request_one_open_refresh" ON "Request" ("concernsId")
  WHERE "kind" = 'refresh' AND "state" IN ('awaiting_support', 'awaiting_customer', 'awaiting_compliance');
