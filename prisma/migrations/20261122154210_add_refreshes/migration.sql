-- CreateEnum
CREATE TYPE "RequestKind" AS ENUM ('sandbox', 'refresh');

-- AlterEnum
ALTER TYPE "OperationKind" ADD VALUE 'refresh';
ALTER TYPE "OperationKind" ADD VALUE 'seal_copy';
ALTER TYPE "OperationKind" ADD VALUE 'roll_back';
ALTER TYPE "OperationKind" ADD VALUE 'drop_copy';

-- AlterTable
ALTER TABLE "Request" ADD COLUMN     "kind" "RequestKind" NOT NULL DEFAULT 'sandbox',
ADD COLUMN     "refreshesId" TEXT;

-- CreateIndex
CREATE INDEX "Request_refreshesId_idx" ON "Request"("refreshesId");

-- AddForeignKey
ALTER TABLE "Request" ADD CONSTRAINT "Request_refreshesId_fkey" FOREIGN KEY ("refreshesId") REFERENCES "Sandbox"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- A partial index, which schema.prisma cannot describe: one open request for a sandbox's refresh.
CREATE UNIQUE INDEX "Request_one_open_refresh" ON "Request" ("refreshesId")
  WHERE "state" IN ('awaiting_support', 'awaiting_customer', 'awaiting_compliance');
