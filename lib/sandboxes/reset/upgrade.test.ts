import { expect, test } from 'vitest';
import { onEarlierRelease } from '../../testing/earlier-release';

/** A ready sandbox of the release before, with its copy and its baseline. */
const world = `
  INSERT INTO "Subscription" ("id", "name", "defaultDays", "maximumDays") VALUES ('pl', 'Team', 30, 90);
  INSERT INTO "Organization" ("id", "slug", "name", "subscriptionId") VALUES ('o', 'acme', 'Acme', 'pl');
  INSERT INTO "Person" ("id", "email", "name", "role", "humanId", "organizationId")
    VALUES ('p', 'a@example.test', 'Ada', 'customer', 'h', 'o');
  INSERT INTO "Product" ("id", "slug", "name", "definition") VALUES ('pr', 'fabrica', 'Fabrica', '{}');
  INSERT INTO "Tenant" ("id", "productId", "organizationId", "schema") VALUES ('t', 'pr', 'o', 'acme');
  INSERT INTO "Request" ("id", "state", "organizationId", "tenantId", "requesterId", "filedById", "integration", "purpose",
      "people", "shape", "slug", "durationDays")
    VALUES ('r', 'approved', 'o', 't', 'p', 'p', 'ERP', 'Tries', '[]', 'blank', 'erp', 30);
  INSERT INTO "Sandbox" ("id", "slug", "state", "organizationId", "productId", "tenantId", "requestId", "shape", "people", "expiresAt")
    VALUES ('s', 'erp', 'ready', 'o', 'pr', 't', 'r', 'blank', '[]', now());
  INSERT INTO "SandboxCopy" ("id", "sandboxId", "requestId", "origin", "handOver", "state", "database", "role")
    VALUES ('c', 's', 'r', 'blank', 'at_once', 'active', 'sb_c', 'sbr_c_1');
  INSERT INTO "Baseline" ("id", "sandboxId", "copyId", "database", "role", "fingerprint")
    VALUES ('b', 's', 'c', 'sb_c_1_base', 'sbr_c_1', 'f');
  UPDATE "SandboxCopy" SET "baselineId" = 'b';`;

test('a database of the release before keeps its copies and takes resets of them, which stand under no request', async () => {
  await onEarlierRelease('20261130154500_say_reading_and_subscription', async ({ client, upgrade }) => {
    await client.query(world);
    expect(await upgrade()).toContain('20261130191000_reset_to_baselines');
    const { rows } = await client.query(
      `SELECT c."requestId", c."origin"::text, c."keepsTables", b."bytes" FROM "SandboxCopy" c JOIN "Baseline" b ON b."id" = c."baselineId"`,
    );
    expect(rows).toEqual([{ requestId: 'r', origin: 'blank', keepsTables: null, bytes: null }]);
    await client.query(
      `INSERT INTO "SandboxCopy" ("id", "sandboxId", "origin", "handOver", "state", "baselineId") VALUES ('d', 's', 'baseline', 'at_once', 'building', 'b')`,
    );
    await expect(client.query(`DELETE FROM "Request" WHERE "id" = 'r'`)).rejects.toMatchObject({
      code: '23001',
    });
  });
});
