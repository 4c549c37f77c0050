-- A draft belongs to the customer that it was begun for. Those that stand say so in their values, since the form carries
-- it; what names no customer that exists is its writer's own, and nobody's otherwise.
-- AlterTable
ALTER TABLE "RequestDraft" DROP CONSTRAINT "RequestDraft_pkey",
ADD COLUMN     "organizationId" TEXT,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "writer" TEXT;

UPDATE "RequestDraft" AS draft SET "organizationId" = coalesce(
  (SELECT "id" FROM "Organization" WHERE "id" = draft."values" ->> 'organizationId'),
  (SELECT "organizationId" FROM "Person" WHERE "id" = draft."personId")
);

DELETE FROM "RequestDraft" WHERE "organizationId" IS NULL;

ALTER TABLE "RequestDraft" ALTER COLUMN "organizationId" SET NOT NULL,
ADD CONSTRAINT "RequestDraft_pkey" PRIMARY KEY ("personId", "organizationId");

-- AddForeignKey
ALTER TABLE "RequestDraft" ADD CONSTRAINT "RequestDraft_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;
