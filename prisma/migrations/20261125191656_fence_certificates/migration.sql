-- AlterTable
ALTER TABLE "Certificate" ADD COLUMN     "attempt" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "operationId" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "Certificate_operationId_key" ON "Certificate"("operationId");
