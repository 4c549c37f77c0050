-- AlterTable
ALTER TABLE "ScrubPlanVersion" ADD COLUMN     "warnings" JSONB;
