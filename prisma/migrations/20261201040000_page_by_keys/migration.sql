-- Lists are paged by the keys that they are sorted by.
-- CreateIndex
CREATE INDEX "Organization_name_id_idx" ON "Organization"("name", "id");

-- CreateIndex
CREATE INDEX "Person_name_id_idx" ON "Person"("name", "id");

-- CreateIndex
CREATE INDEX "Request_submittedAt_id_idx" ON "Request"("submittedAt", "id");

-- CreateIndex
CREATE INDEX "Sandbox_createdAt_id_idx" ON "Sandbox"("createdAt", "id");

-- CreateIndex
CREATE INDEX "Sandbox_slug_id_idx" ON "Sandbox"("slug", "id");

-- DropIndex
DROP INDEX "Sandbox_slug_idx";

-- CreateIndex
CREATE INDEX "SandboxActivity_lastSeenAt_sandboxId_idx" ON "SandboxActivity"("lastSeenAt", "sandboxId");

-- DropIndex
DROP INDEX "SandboxActivity_lastSeenAt_idx";

-- The fixed end, as endOf in lib/ends/end.ts reckons it: lists are sorted by it.
CREATE FUNCTION "sandbox_end"("shape" "Shape", "expires" TIMESTAMP, "grace" TIMESTAMP, "protected" TIMESTAMP)
RETURNS TIMESTAMP LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN "shape" = 'snapshot' THEN GREATEST("expires", "grace")
  ELSE GREATEST("expires", "grace", "protected")
    + CASE EXTRACT(ISODOW FROM GREATEST("expires", "grace", "protected"))
        WHEN 6 THEN INTERVAL '2 days' WHEN 7 THEN INTERVAL '1 day' ELSE INTERVAL '0 days' END
END;
CREATE INDEX "Sandbox_by_end" ON "Sandbox" ("sandbox_end"("shape", "expiresAt", "graceUntil", "protectedUntil"), "id");

-- What failed of a sandbox lately.
CREATE INDEX "Operation_failed" ON "Operation" ("sandboxId", "finishedAt") WHERE "state" = 'failed';
