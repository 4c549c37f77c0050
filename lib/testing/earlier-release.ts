import pg from 'pg';
import { migrate } from '../db/migrate';
import { createDatabase } from './database';

/** A database as an earlier release made it, and a session in it, for what an upgrade does to rows. */
export type EarlierRelease = {
  client: pg.Client;
  /** Brings it to this release; the names of the migrations that were applied. */
  upgrade: () => Promise<string[]>;
};

/** Runs `work` on a database whose last migration is this one, and drops it. */
export async function onEarlierRelease(
  last: string,
  work: (earlier: EarlierRelease) => Promise<void>,
): Promise<void> {
  const { url, drop } = await createDatabase();
  const client = new pg.Client({ connectionString: url });
  try {
    await migrate(url, last);
    await client.connect();
    await work({ client, upgrade: () => migrate(url) });
  } finally {
    await client.end();
    await drop();
  }
}

/** A customer `o`, its tenant `t` of the product `pr`, and a person `p`, as any release took them. */
export const customerAsBefore = `
  INSERT INTO "Plan" ("id", "name", "defaultDays", "maximumDays") VALUES ('pl', 'Team', 30, 90);
  INSERT INTO "Organization" ("id", "slug", "name", "planId") VALUES ('o', 'acme', 'Acme', 'pl');
  INSERT INTO "Person" ("id", "email", "name", "role", "humanId", "organizationId")
    VALUES ('p', 'a@example.test', 'Ada', 'customer', 'h', 'o');
  INSERT INTO "Product" ("id", "slug", "name", "definition") VALUES ('pr', 'fabrica', 'Fabrica', '{}');
  INSERT INTO "Tenant" ("id", "productId", "organizationId", "schema") VALUES ('t', 'pr', 'o', 'acme');`;

/** An approved request of that person for a snapshot. */
export const requestAsBefore = (id: string, slug: string) => `
  INSERT INTO "Request" ("id", "state", "organizationId", "tenantId", "requesterId", "filedById", "integration", "purpose",
      "people", "shape", "slug", "durationDays")
    VALUES ('${id}', 'approved', 'o', 't', 'p', 'p', 'ERP', 'Tries', '[]', 'snapshot', '${slug}', 30);`;
