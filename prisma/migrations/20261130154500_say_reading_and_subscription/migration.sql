-- One word for one thing: what is paid for is a subscription, and what looks at a source is a reading. Rows stay as they are.
ALTER TABLE "Plan" RENAME TO "Subscription";
ALTER TABLE "Subscription" RENAME CONSTRAINT "Plan_pkey" TO "Subscription_pkey";
ALTER INDEX "Plan_name_key" RENAME TO "Subscription_name_key";
ALTER TABLE "Organization" RENAME COLUMN "planId" TO "subscriptionId";
ALTER TABLE "Organization" RENAME CONSTRAINT "Organization_planId_fkey" TO "Organization_subscriptionId_fkey";

ALTER TABLE "Classification" RENAME TO "Reading";
ALTER TYPE "ClassificationState" RENAME TO "ReadingState";
ALTER TABLE "Reading" RENAME CONSTRAINT "Classification_pkey" TO "Reading_pkey";
ALTER TABLE "Reading" RENAME CONSTRAINT "Classification_tenantId_fkey" TO "Reading_tenantId_fkey";
ALTER INDEX "Classification_tenantId_createdAt_idx" RENAME TO "Reading_tenantId_createdAt_idx";

-- Since version 18 PostgreSQL keeps a name for each NOT NULL as well, made of those of table and column.
DO $$
DECLARE
  kept RECORD;
BEGIN
  FOR kept IN
    SELECT conrelid::regclass AS on_table, conname AS name,
           replace(regexp_replace(regexp_replace(conname, '^Plan_', 'Subscription_'), '^Classification_', 'Reading_'),
                   '_planId_', '_subscriptionId_') AS wanted
      FROM pg_constraint
     WHERE contype = 'n' AND conrelid IN ('"Subscription"'::regclass, '"Reading"'::regclass, '"Organization"'::regclass)
  LOOP
    IF kept.wanted <> kept.name THEN
      EXECUTE format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', kept.on_table, kept.name, kept.wanted);
    END IF;
  END LOOP;
END $$;

-- A reading that waits keeps its place in the queue, whose tables may not be there yet.
DO $$
BEGIN
  IF to_regclass('graphile_worker._private_jobs') IS NOT NULL THEN
    UPDATE graphile_worker._private_jobs
       SET payload = json_build_object('readingId', payload->>'classificationId')
     WHERE payload->>'classificationId' IS NOT NULL;
  END IF;
END $$;
