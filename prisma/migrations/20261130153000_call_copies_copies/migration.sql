-- The engine's ids have been ids of copies since every database of a sandbox is one.
ALTER TABLE "ClusterObject" RENAME COLUMN "sandboxId" TO "copyId";
ALTER INDEX "ClusterObject_sandboxId_idx" RENAME TO "ClusterObject_copyId_idx";
