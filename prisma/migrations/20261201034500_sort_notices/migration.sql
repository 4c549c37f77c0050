-- Notices of three kinds, and what each person gets of them by mail. Earlier notices were acts: each had its own mail.
CREATE TYPE "NoticeKind" AS ENUM ('act', 'warning', 'activity');

-- AlterTable
ALTER TABLE "Notice" ADD COLUMN     "aboutAt" TIMESTAMP(3),
ADD COLUMN     "aboutId" TEXT,
ADD COLUMN     "check" TEXT,
ADD COLUMN     "kind" "NoticeKind" NOT NULL DEFAULT 'act';

-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "digestedAt" TIMESTAMP(3),
ADD COLUMN     "mailsActivity" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "mailsWarnings" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "zone" TEXT;

-- What waits for a digest; Prisma knows no partial indexes.
CREATE INDEX "Notice_waiting_idx" ON "Notice"("personId", "createdAt")
WHERE "mailedAt" IS NULL AND "readAt" IS NULL AND "kind" <> 'act';
