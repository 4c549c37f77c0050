-- How a copy answered when it was tried before its hand-over; nothing for those that were handed over before.
ALTER TABLE "SandboxCopy" ADD COLUMN     "smoke" JSONB;
