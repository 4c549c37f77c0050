import pg from 'pg';
import { expect, test } from 'vitest';
import { migrate } from '../db/migrate';
import { createDatabase } from '../testing/database';

test('a database of the release before says of each void signature what voided it', async () => {
  const { url, drop } = await createDatabase();
  const client = new pg.Client({ connectionString: url });
  try {
    await migrate(url, '20261130120000_begin_every_copy_with_a_row');
    await client.connect();
    const signature = (id: string, voided: string) =>
      `INSERT INTO "Signature" ("id", "requestId", "manifest", "manifestHash", "reason", "signedById", "signedAt", "validUntil", "voidedAt", "voidReason")
       VALUES ('${id}', 'r', '{}', 'h', 'Seen.', 'p', now(), now(), ${voided});`;
    await client.query(`
      INSERT INTO "Plan" ("id", "name", "defaultDays", "maximumDays") VALUES ('pl', 'Team', 30, 90);
      INSERT INTO "Organization" ("id", "slug", "name", "planId") VALUES ('o', 'acme', 'Acme', 'pl');
      INSERT INTO "Person" ("id", "email", "name", "role", "humanId") VALUES ('p', 'a@example.test', 'Ada', 'compliance', 'h');
      INSERT INTO "Product" ("id", "slug", "name", "definition") VALUES ('pr', 'fabrica', 'Fabrica', '{}');
      INSERT INTO "Tenant" ("id", "productId", "organizationId", "schema") VALUES ('t', 'pr', 'o', 'acme');
      INSERT INTO "Request" ("id", "state", "organizationId", "tenantId", "requesterId", "filedById", "integration", "purpose",
          "people", "shape", "slug", "durationDays")
        VALUES ('r', 'approved', 'o', 't', 'p', 'p', 'ERP', 'Tries', '[]', 'snapshot', 'acme', 30);
      ${signature('stands', 'NULL, NULL')}
      ${signature('plan', `now(), 'The plan was changed: version 4.'`)}
      ${signature('amendment', `now(), 'The request was amended.'`)}
      ${signature('decision', `now(), 'The request went back to support.'`)}`);
    await migrate(url);
    const { rows } = await client.query('SELECT "id", "voidedBy"::text FROM "Signature"');
    expect(rows).toHaveLength(4);
    for (const { id, voidedBy } of rows) expect(voidedBy).toBe(id === 'stands' ? null : id);
  } finally {
    await client.end();
    await drop();
  }
});
