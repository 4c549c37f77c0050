-- The latest decisions of a kind and shape are looked at whenever somebody opens a request that waits.
CREATE INDEX "Request_kind_shape_updatedAt_idx" ON "Request"("kind", "shape", "updatedAt");
