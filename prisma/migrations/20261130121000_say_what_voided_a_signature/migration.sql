-- What voided a signature was told by its sentence, and by the moment of the plan's version alone.
CREATE TYPE "VoidCause" AS ENUM ('plan', 'amendment', 'decision');
ALTER TABLE "Signature" ADD COLUMN "voidedBy" "VoidCause";
UPDATE "Signature"
SET "voidedBy" = (CASE
  WHEN "voidReason" LIKE 'The plan was changed: version %' THEN 'plan'
  WHEN "voidReason" = 'The request was amended.' THEN 'amendment'
  ELSE 'decision' END)::"VoidCause"
WHERE "voidedAt" IS NOT NULL;
