-- Lists tell, and are sorted by, the next thing that an end takes away, whichever of the two ends comes first.
ALTER TABLE "Sandbox" ADD COLUMN "nextStage" TEXT,
ADD COLUMN "nextStageAt" TIMESTAMP(3),
ADD COLUMN "nextStageBy" TEXT,
ADD COLUMN "stageMoved" BOOLEAN NOT NULL DEFAULT true;

-- Until a worker reckoned them: the end that was asked for, by which lists were sorted before.
UPDATE "Sandbox" SET "nextStage" = 'suspend', "nextStageBy" = 'asked',
  "nextStageAt" = "sandbox_end"("shape", "expiresAt", "graceUntil", "protectedUntil")
WHERE "state" IN ('ready', 'suspended') AND "endedAt" IS NULL;
UPDATE "Sandbox" SET "stageMoved" = false WHERE "state" = 'destroyed';

DROP INDEX "Sandbox_by_end";
DROP FUNCTION "sandbox_end"("Shape", TIMESTAMP, TIMESTAMP, TIMESTAMP);
-- What has no stage ahead comes last.
CREATE INDEX "Sandbox_by_stage" ON "Sandbox" (COALESCE("nextStageAt", '9999-12-31'::timestamp), "id");
CREATE INDEX "Sandbox_moved" ON "Sandbox" ("id") WHERE "stageMoved";

-- Whoever moves an end need not think of it.
CREATE FUNCTION "sandbox_stage_moves"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."stageMoved" := true;
  RETURN NEW;
END $$;
CREATE TRIGGER "sandbox_stage_moves" BEFORE UPDATE ON "Sandbox" FOR EACH ROW
WHEN ((OLD."state", OLD."expiresAt", OLD."endsSince", OLD."graceUntil", OLD."endedAt", OLD."retireAfterDays", OLD."dropAfterDays", OLD."protectedUntil", OLD."shutAt")
  IS DISTINCT FROM
  (NEW."state", NEW."expiresAt", NEW."endsSince", NEW."graceUntil", NEW."endedAt", NEW."retireAfterDays", NEW."dropAfterDays", NEW."protectedUntil", NEW."shutAt"))
EXECUTE FUNCTION "sandbox_stage_moves"();
