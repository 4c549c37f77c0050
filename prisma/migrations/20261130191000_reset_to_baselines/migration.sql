-- A reset is a copy that is made from a sealed baseline, under no request.
ALTER TYPE "CopyOrigin" ADD VALUE 'baseline';
ALTER TABLE "SandboxCopy" ALTER COLUMN "requestId" DROP NOT NULL;
ALTER TABLE "SandboxCopy" ADD COLUMN "keepsTables" TEXT[];
ALTER TABLE "Baseline" ADD COLUMN "bytes" BIGINT;
