import type { Client } from 'pg';
import type { House } from './house';

/**
 * A house after years of use, by statements that write many rows at once: 1,000 customers, one of them with a hundredth of all; six
 * of ten sandboxes alive; one request in two hundred waiting. Two events in the audit for each request, two notices for each sandbox.
 */

export type Sizes = { sandboxes: number; requests: number };

const customers = 1_000;
const audit = ['AuditEvent', 'AuditHead'];

/** Fills the database of this session, which has to be a superuser's: references are not looked up row by row. */
export async function fillDesk(client: Client, house: House, sizes: Sizes): Promise<void> {
  await client.query('SET session_replication_role = replica; SET timezone = UTC; SET work_mem = 256000');
  // What guards the audit guards it from a superuser, too; the chain of this house is broken, and nobody reads it.
  for (const table of audit) await client.query(`ALTER TABLE "${table}" DISABLE TRIGGER USER`);
  for (const statement of statements) await client.query(withValues(statement, house, sizes));
  for (const table of audit) await client.query(`ALTER TABLE "${table}" ENABLE TRIGGER USER`);
  await client.query('RESET session_replication_role');
  await client.query('VACUUM (ANALYZE)');
}

/** The house's own ids are letters and digits, so they may stand in a statement as they are. */
function withValues(statement: string, house: House, sizes: Sizes): string {
  const values: Record<string, string> = {
    acme: house.organizationId,
    acmeTenant: house.tenantId,
    customer: house.people.customer.id,
    support: house.people.support.id,
    product: house.productId,
    seedSet: house.seedSetId,
    customers: String(customers),
    sandboxes: String(sizes.sandboxes),
    requests: String(sizes.requests),
  };
  return statement.replace(/:(\w+):/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined || !/^[\w-]+$/.test(value)) throw new Error(`No value for ${name}.`);
    return value;
  });
}

const statements = [
  `INSERT INTO "Organization" (id, slug, name, "subscriptionId")
   SELECT 'o' || n, 'customer-' || n, 'Customer ' || n, (SELECT "subscriptionId" FROM "Organization" LIMIT 1)
   FROM generate_series(1, :customers:) n`,

  `INSERT INTO "Tenant" (id, "productId", "organizationId", schema)
   SELECT 't' || n, ':product:', 'o' || n, 'tenant_' || n FROM generate_series(1, :customers:) n`,

  `INSERT INTO "Person" (id, email, name, role, "humanId", "organizationId")
   SELECT 'p' || n, 'p' || n || '@example.test', 'Person ' || n % 700, 'customer', 'p' || n, 'o' || (n % :customers: + 1)
   FROM generate_series(1, 5 * :customers:) n`,

  // The last hundred thousand or so are those whose sandboxes may live; what waits is the latest.
  `INSERT INTO "Request" (id, state, "organizationId", "tenantId", "requesterId", "filedById", "decidedById", "decidedAt",
     integration, purpose, people, shape, "seedSetName", configuration, slug, "durationDays", features, "submittedAt", "updatedAt", "waitsSince")
   SELECT 'r' || n,
     (CASE WHEN n > :requests: * 0.997 THEN 'awaiting_support' WHEN n > :requests: * 0.996 THEN 'awaiting_customer'
           WHEN n > :requests: * 0.995 THEN 'awaiting_compliance' WHEN n <= :sandboxes: THEN 'approved'
           WHEN n % 10 < 2 THEN 'declined' WHEN n % 10 < 3 THEN 'withdrawn' ELSE 'approved' END)::"RequestState",
     CASE WHEN n % 100 = 0 THEN ':acme:' ELSE 'o' || (n % :customers: + 1) END,
     CASE WHEN n % 100 = 0 THEN ':acmeTenant:' ELSE 't' || (n % :customers: + 1) END,
     CASE WHEN n % 100 = 0 THEN ':customer:' ELSE 'p' || (n % (5 * :customers:) + 1) END,
     CASE WHEN n % 100 = 0 THEN ':customer:' ELSE 'p' || (n % (5 * :customers:) + 1) END,
     CASE WHEN n <= :requests: * 0.995 THEN ':support:' END, CASE WHEN n <= :requests: * 0.995 THEN at + interval '5 hours' END,
     'Integration ' || n % 5000, 'Writes purchase orders back.',
     '[{"kind":"person","email":"ada@example.test","reason":"Builds the bridge."}]',
     (CASE n % 3 WHEN 0 THEN 'blank' ELSE 'seeded' END)::"Shape", CASE n % 3 WHEN 0 THEN NULL ELSE 'onboarding' END,
     '{}', 'box-' || n, 30, '{}', at, at + interval '5 hours', at
   FROM generate_series(1, :requests:) n, LATERAL (SELECT now()::timestamp(3) - (:requests: - n + 1) * interval '40 seconds' AS at) a`,

  `INSERT INTO "RequestEvent" (id, "requestId", at, "actorId", kind)
   SELECT 'e' || id, id, "submittedAt", "requesterId", 'submitted' FROM "Request" WHERE id ~ '^r[0-9]+$'`,

  `INSERT INTO "Sandbox" (id, slug, state, "organizationId", "productId", "tenantId", "requestId", shape, "seedSetId", configuration,
     features, "activeCopyId", "expiresAt", "readyAt", "createdAt", "endsSince", "nextStage", "nextStageAt", "nextStageBy", "stageMoved", "destroyedAt")
   SELECT 's' || n, slug,
     (CASE WHEN n % 10 < 4 THEN 'destroyed' WHEN n % 200 = 5 THEN 'failed' WHEN n % 50 = 6 THEN 'suspended' ELSE 'ready' END)::"SandboxState",
     "organizationId", ':product:', "tenantId", 'r' || n, shape, CASE shape WHEN 'seeded' THEN ':seedSet:' END, '{}', '{}',
     CASE WHEN n % 10 < 4 THEN NULL ELSE 'c' || n END, at + (n % 180 + 1) * interval '1 day', at + interval '1 minute', at, at,
     CASE WHEN n % 10 >= 4 THEN 'suspend' END, CASE WHEN n % 10 >= 4 THEN at + (n % 180 + 1) * interval '1 day' END, 'asked', false,
     CASE WHEN n % 10 < 4 THEN at + interval '1 day' END
   FROM generate_series(1, :sandboxes:) n JOIN "Request" r ON r.id = 'r' || n,
     LATERAL (SELECT now()::timestamp(3) - (:sandboxes: - n + 1) * interval '60 seconds' AS at) a`,

  `INSERT INTO "SandboxCopy" (id, "sandboxId", "requestId", origin, "handOver", state, database, "keepsTables", measure, "createdAt", "readyAt")
   SELECT 'c' || substr(id, 2), id, "requestId", 'seed_set', 'at_once',
     (CASE state WHEN 'destroyed' THEN 'dropped' ELSE 'active' END)::"CopyState", 'sb_' || id, '{}', NULL, "createdAt", "readyAt"
   FROM "Sandbox" WHERE id ~ '^s[0-9]+$'`,

  `INSERT INTO "SandboxPerson" (id, "sandboxId", kind, name, key, reason, since)
   SELECT 'm' || id, id, 'person', 'ada@example.test', 'ada@example.test', 'Builds the bridge.', "createdAt" FROM "Sandbox" WHERE id ~ '^s[0-9]+$'`,

  `INSERT INTO "ApiKey" (id, "sandboxId", label, hash, fingerprint, "createdById", "createdAt", "lastUsedAt")
   SELECT 'k' || id, id, 'Bridge', md5(id) || md5(id), substr(md5(id), 1, 8), ':customer:', "createdAt", "createdAt" FROM "Sandbox" WHERE id ~ '^s[0-9]+$'`,

  `INSERT INTO "SandboxActivity" ("sandboxId", "lastSeenAt", "lastSignal")
   SELECT id, "createdAt" - interval '1 day' * (hashtext(id) % 60), 'calls' FROM "Sandbox" WHERE id ~ '^s[0-9]+$'`,

  `INSERT INTO "Operation" (id, "sandboxId", "copyId", kind, state, attempt, "createdAt", "startedAt", "finishedAt")
   SELECT 'b' || id, id, 'c' || substr(id, 2), 'build', 'succeeded', 1, "createdAt", "createdAt", "readyAt" FROM "Sandbox" WHERE id ~ '^s[0-9]+$'`,

  `INSERT INTO "SlugClaim" (slug, "requestId") SELECT slug, "requestId" FROM "Sandbox" WHERE id ~ '^s[0-9]+$' AND state <> 'destroyed'`,

  `INSERT INTO "Notice" (id, "personId", subject, text, href, "createdAt", "readAt")
   SELECT 'n' || n, CASE WHEN n % 20 = 0 THEN ':support:' WHEN n % 20 = 1 THEN ':customer:' ELSE 'p' || (n % (5 * :customers:) + 1) END,
     'A sandbox ends', 'It ends in seven days.', '/s/box-' || n % :sandboxes:, at, CASE WHEN n % 400 = 0 THEN NULL ELSE at END
   FROM generate_series(1, 2 * :sandboxes:) n, LATERAL (SELECT now()::timestamp(3) - n * interval '20 seconds' AS at) a`,

  `INSERT INTO "AuditEvent" (seq, at, "actorId", "actorName", "actorRole", event, "subjectType", "subjectId", "organizationId", details, "previousHash", hash)
   SELECT (SELECT seq FROM "AuditHead") + n, now() - (2 * :requests: - n) * interval '20 seconds', ':support:', 'Person ' || n % 700, 'support',
     (ARRAY['request.submitted','request.approved','request.held','sandbox.suspended','sandbox.resumed','notice.read'])[n % 6 + 1],
     CASE WHEN n % 6 < 3 THEN 'request' ELSE 'sandbox' END,
     CASE WHEN n % 6 < 3 THEN 'r' || n % :requests: ELSE 's' || n % :sandboxes: END, 'o' || (n % :customers: + 1), '{}', 'x', 'x' || n
   FROM generate_series(1, 2 * :requests:) n`,

  `UPDATE "AuditHead" SET seq = (SELECT max(seq) FROM "AuditEvent")`,
];
