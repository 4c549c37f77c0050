-- DropIndex
DROP INDEX "Tenant_productId_schema_keyValues_key";

-- AlterTable
ALTER TABLE "Tenant" ADD COLUMN     "database" TEXT NOT NULL DEFAULT '';

-- CreateIndex
CREATE UNIQUE INDEX "Tenant_productId_database_schema_keyValues_key" ON "Tenant"("productId", "database", "schema", "keyValues");
