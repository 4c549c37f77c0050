-- AlterTable
ALTER TABLE "OperationStep" ADD COLUMN     "overview" JSONB;
