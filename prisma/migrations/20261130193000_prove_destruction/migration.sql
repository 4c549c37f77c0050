-- What was dropped is looked for afterwards, by the OIDs under which it existed too. They are known from now on.
ALTER TABLE "ClusterObject" ADD COLUMN     "oids" BIGINT[] DEFAULT ARRAY[]::BIGINT[];

-- Which copies are made from which golden template: one that no other sandbox uses goes with its own.
CREATE TABLE "TemplateUse" (
    "template" TEXT NOT NULL,
    "copyId" TEXT NOT NULL,
    "usedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMP(3),

    CONSTRAINT "TemplateUse_pkey" PRIMARY KEY ("template","copyId")
);
CREATE INDEX "TemplateUse_copyId_idx" ON "TemplateUse"("copyId");
ALTER TABLE "TemplateUse" ADD CONSTRAINT "TemplateUse_copyId_fkey"
  FOREIGN KEY ("copyId") REFERENCES "SandboxCopy"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "DestructionCertificate" (
    "id" TEXT NOT NULL,
    "sandboxId" TEXT NOT NULL,
    "operationId" TEXT NOT NULL,
    "document" JSONB NOT NULL,
    "hash" TEXT NOT NULL,
    "issuedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "DestructionCertificate_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "DestructionCertificate_sandboxId_key" ON "DestructionCertificate"("sandboxId");
CREATE UNIQUE INDEX "DestructionCertificate_operationId_key" ON "DestructionCertificate"("operationId");
ALTER TABLE "DestructionCertificate" ADD CONSTRAINT "DestructionCertificate_sandboxId_fkey"
  FOREIGN KEY ("sandboxId") REFERENCES "Sandbox"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A certificate is written once. Its hash in the audit's chain shows a change by whoever takes the trigger away.
CREATE FUNCTION "refuse_change_of_proof"() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '% on "%" is refused: a certificate is not changed', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER "destruction_certificate_stays" BEFORE UPDATE OR DELETE OR TRUNCATE ON "DestructionCertificate"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_proof"();
ALTER TABLE "DestructionCertificate" ENABLE ALWAYS TRIGGER "destruction_certificate_stays";
