-- AlterTable
ALTER TABLE "ScrubPlanVersion" ADD COLUMN     "checkFailure" TEXT,
ADD COLUMN     "restores" INTEGER;

-- AlterTable
ALTER TABLE "Classification" ADD COLUMN     "begunAt" TIMESTAMP(3);

-- Samples of before show what a plan keeps as it stands in production; from here on they show its shape. They are taken
-- anew with the next check.
UPDATE "ScrubPlanVersion" SET "samples" = NULL;

-- What was taken back before is known by its note.
UPDATE "ScrubPlanVersion" SET "restores" = "version" - 2
 WHERE "version" > 2 AND "note" = 'Version ' || ("version" - 1) || ' was taken back.';
