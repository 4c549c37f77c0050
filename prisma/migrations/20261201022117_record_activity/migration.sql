-- When sandboxes were last used, by the counters of their databases, their keys and what people did at the desk.
-- AlterTable
ALTER TABLE "Organization" ADD COLUMN     "zone" TEXT NOT NULL DEFAULT 'UTC';

-- CreateTable
CREATE TABLE "SandboxActivity" (
    "sandboxId" TEXT NOT NULL,
    "lastSeenAt" TIMESTAMP(3) NOT NULL,
    "lastSignal" TEXT,
    "callsAt" TIMESTAMP(3),
    "queriesAt" TIMESTAMP(3),
    "writesAt" TIMESTAMP(3),
    "actsAt" TIMESTAMP(3),
    "readAt" TIMESTAMP(3),
    "blindMs" BIGINT NOT NULL DEFAULT 0,
    "slots" BYTEA,
    "slot" INTEGER,
    "scheduledMinutes" INTEGER,
    "scheduledSince" TIMESTAMP(3),

    CONSTRAINT "SandboxActivity_pkey" PRIMARY KEY ("sandboxId")
);

-- CreateTable
CREATE TABLE "ActivityYear" (
    "sandboxId" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "calls" BYTEA,
    "queries" BYTEA,
    "writes" BYTEA,
    "acts" BYTEA,
    "unread" BYTEA,

    CONSTRAINT "ActivityYear_pkey" PRIMARY KEY ("sandboxId","year")
);

-- CreateTable
CREATE TABLE "ActivityCounter" (
    "copyId" TEXT NOT NULL,
    "sessions" BIGINT NOT NULL,
    "activeMs" DOUBLE PRECISION NOT NULL,
    "tuples" BIGINT NOT NULL,
    "since" TIMESTAMP(3),
    "readAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ActivityCounter_pkey" PRIMARY KEY ("copyId")
);

-- CreateTable
CREATE TABLE "OwnSession" (
    "id" TEXT NOT NULL,
    "database" TEXT NOT NULL,
    "begunAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "activeMs" DOUBLE PRECISION,
    "endedAt" TIMESTAMP(3),

    CONSTRAINT "OwnSession_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "KeepAlive" (
    "id" TEXT NOT NULL,
    "sandboxId" TEXT NOT NULL,
    "byId" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "KeepAlive_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "SandboxActivity_lastSeenAt_idx" ON "SandboxActivity"("lastSeenAt");

-- CreateIndex
CREATE INDEX "OwnSession_database_idx" ON "OwnSession"("database");

-- CreateIndex
CREATE INDEX "KeepAlive_sandboxId_at_idx" ON "KeepAlive"("sandboxId", "at");

-- AddForeignKey
ALTER TABLE "SandboxActivity" ADD CONSTRAINT "SandboxActivity_sandboxId_fkey" FOREIGN KEY ("sandboxId") REFERENCES "Sandbox"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ActivityYear" ADD CONSTRAINT "ActivityYear_sandboxId_fkey" FOREIGN KEY ("sandboxId") REFERENCES "Sandbox"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ActivityCounter" ADD CONSTRAINT "ActivityCounter_copyId_fkey" FOREIGN KEY ("copyId") REFERENCES "SandboxCopy"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "KeepAlive" ADD CONSTRAINT "KeepAlive_sandboxId_fkey" FOREIGN KEY ("sandboxId") REFERENCES "Sandbox"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "KeepAlive" ADD CONSTRAINT "KeepAlive_byId_fkey" FOREIGN KEY ("byId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was used before is not known: of every sandbox that was handed over, its use begins to be watched now.
INSERT INTO "SandboxActivity" ("sandboxId", "lastSeenAt")
SELECT "id", now() AT TIME ZONE 'UTC' FROM "Sandbox" WHERE "readyAt" IS NOT NULL AND "state" <> 'destroyed';
