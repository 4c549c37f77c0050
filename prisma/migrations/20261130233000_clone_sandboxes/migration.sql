-- A clone is a sandbox made from another one: its request names the copy that it is made from, and of which moment.
ALTER TYPE "RequestKind" ADD VALUE 'clone';
ALTER TYPE "CopyOrigin" ADD VALUE 'sandbox';
CREATE TYPE "CloneMoment" AS ENUM ('delivered', 'now');
ALTER TABLE "Request" ADD COLUMN "clonesCopyId" TEXT, ADD COLUMN "cloneMoment" "CloneMoment";
ALTER TABLE "Request" ADD CONSTRAINT "Request_clonesCopyId_fkey"
  FOREIGN KEY ("clonesCopyId") REFERENCES "SandboxCopy"("id") ON DELETE SET NULL ON UPDATE CASCADE;
CREATE INDEX "Request_clonesCopyId_idx" ON "Request"("clonesCopyId");
