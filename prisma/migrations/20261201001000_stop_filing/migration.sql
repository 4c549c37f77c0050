-- New requests can be stopped for a while, with a sentence for whoever wants to file.
CREATE TABLE "FilingStop" (
    "id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "stoppedById" TEXT NOT NULL,
    "stoppedAt" TIMESTAMP(3) NOT NULL,
    "endedById" TEXT,
    "endedAt" TIMESTAMP(3),

    CONSTRAINT "FilingStop_pkey" PRIMARY KEY ("id")
);
-- A partial index, which schema.prisma cannot describe: one stop lasts at a time.
CREATE UNIQUE INDEX "FilingStop_one_lasting" ON "FilingStop" (("endedAt" IS NULL)) WHERE "endedAt" IS NULL;
ALTER TABLE "FilingStop" ADD CONSTRAINT "FilingStop_stoppedById_fkey"
  FOREIGN KEY ("stoppedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "FilingStop" ADD CONSTRAINT "FilingStop_endedById_fkey"
  FOREIGN KEY ("endedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;
