-- DropIndex
DROP INDEX "Tenant_productId_schema_key";

-- AlterTable
ALTER TABLE "Tenant" ADD COLUMN     "keyColumns" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "keyTable" TEXT,
ADD COLUMN     "keyValues" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "name" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "Tenant_productId_schema_keyValues_key" ON "Tenant"("productId", "schema", "keyValues");


-- Prisma's lists may be NULL, and two NULLs are no duplicates: without this, one schema could be registered twice.
ALTER TABLE "Tenant" ADD CONSTRAINT "Tenant_key_whole" CHECK (
  "keyColumns" IS NOT NULL AND "keyValues" IS NOT NULL
  AND cardinality("keyColumns") = cardinality("keyValues")
  AND ("keyTable" IS NULL OR cardinality("keyColumns") > 0)
);
