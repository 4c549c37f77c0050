-- AlterTable
ALTER TABLE "Signature" ADD COLUMN     "builds" INTEGER NOT NULL DEFAULT 1;
