-- Words are looked for anywhere in a text. The extension comes with PostgreSQL and is trusted: the owner of the database may create it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX "Request_integration_words" ON "Request" USING gin ("integration" gin_trgm_ops);
CREATE INDEX "Request_slug_words" ON "Request" USING gin ("slug" gin_trgm_ops);
CREATE INDEX "Sandbox_slug_words" ON "Sandbox" USING gin ("slug" gin_trgm_ops);
CREATE INDEX "AuditEvent_actorName_words" ON "AuditEvent" USING gin ("actorName" gin_trgm_ops);

-- The bell on every page counts these.
CREATE INDEX "Notice_unread" ON "Notice" ("personId", "id") WHERE "readAt" IS NULL;

-- With the key's last column a list is counted, and its page found, in the index alone.
-- DropIndex
DROP INDEX "Notice_personId_createdAt_idx";

-- CreateIndex
CREATE INDEX "Notice_personId_createdAt_id_idx" ON "Notice"("personId", "createdAt", "id");

-- DropIndex
DROP INDEX "Request_organizationId_submittedAt_idx";

-- CreateIndex
CREATE INDEX "Request_organizationId_submittedAt_id_idx" ON "Request"("organizationId", "submittedAt", "id");

-- DropIndex
DROP INDEX "Request_state_submittedAt_idx";

-- CreateIndex
CREATE INDEX "Request_state_submittedAt_id_idx" ON "Request"("state", "submittedAt", "id");

-- DropIndex
DROP INDEX "Sandbox_organizationId_createdAt_idx";

-- CreateIndex
CREATE INDEX "Sandbox_organizationId_createdAt_id_idx" ON "Sandbox"("organizationId", "createdAt", "id");

-- DropIndex
DROP INDEX "Sandbox_state_createdAt_idx";

-- CreateIndex
CREATE INDEX "Sandbox_state_createdAt_id_idx" ON "Sandbox"("state", "createdAt", "id");

-- What waits on a person, and what they made.
-- CreateIndex
CREATE INDEX "ApiKey_createdById_idx" ON "ApiKey"("createdById");

-- CreateIndex
CREATE INDEX "Request_requesterId_submittedAt_idx" ON "Request"("requesterId", "submittedAt");

-- The latest builds of each shape say how long the next one takes.
-- CreateIndex
CREATE INDEX "Operation_kind_state_createdAt_idx" ON "Operation"("kind", "state", "createdAt");

-- CreateIndex
CREATE INDEX "Sandbox_shape_idx" ON "Sandbox"("shape");
