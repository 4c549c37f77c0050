import { afterAll, beforeAll } from 'vitest';
import { systemActor } from '../access/actor';
import { runOrThrow } from '../command/run';
import { db } from '../db/client';
import { configure } from '../env';
import { createId } from '../ids';
import type { ProductDefinition } from '../products/product';
import { registerProduct } from '../products/register-product';
import { registerTenant } from '../products/register-tenant';
import { bootstrapCluster, openToReader } from '../provisioning';
import { asSuperuser, clusterSuperuserUrl, createDatabase } from './database';
import { provisioner, reader, signedInAs } from './production';
import type { World } from './world';

/** A product whose customers have a database each, with the same tables in its schema `public`. */
export const stay: ProductDefinition = {
  slug: 'stay',
  name: 'Stay',
  keyPrefix: 'stay',
  layout: 'database',
  schema: 'app',
  referenceTables: ['room_types'],
  configuration: { modules: ['modules'] },
  records: { guests: { table: 'guests', key: 'id', label: 'Guests' } },
};

const structure = `
  CREATE TABLE room_types (code text PRIMARY KEY);
  CREATE TABLE modules (name text PRIMARY KEY);
  CREATE TABLE guests (id int PRIMARY KEY, full_name text NOT NULL, email text NOT NULL);
  CREATE TABLE bookings (
    id int PRIMARY KEY, guest_id int NOT NULL REFERENCES guests, room_type text NOT NULL REFERENCES room_types
  );`;

/** The same keys in each, so that rows of the wrong one would fit; `mark` alone tells whose they are. */
const rows = (mark: string) => `
  INSERT INTO room_types VALUES ('${mark}-single'), ('${mark}-double');
  INSERT INTO modules VALUES ('${mark}-bar');
  INSERT INTO guests SELECT n, 'Mary ${mark} ' || n, n || '@${mark}.example' FROM generate_series(1, 40) AS n;
  INSERT INTO bookings SELECT n, n, '${mark}-single' FROM generate_series(1, 40) AS n;`;

/** What tells the two tenants' rows apart, and occurs nowhere else. */
export const marks = ['onerous', 'twofold'] as const;

/**
 * Fills two databases, whose names are as odd as names may be, on the run's server, and points SOURCE_URLS and CLUSTER_URL
 * at that server; the product's own URL leads to a third database without a table. `connect` then registers them for the
 * world's two customers, whose own tenants they take the place of.
 */
export function useOwnDatabases() {
  const names = marks.map((mark, at) => `tenant ${at + 1}/2? #"${mark}" 100% ${createId()}`);
  beforeAll(async () => {
    await bootstrapCluster({ superuserUrl: clusterSuperuserUrl(), provisioner, reader });
    for (const [at, name] of names.entries()) {
      const { url } = await createDatabase(name);
      await asSuperuser(structure + rows(marks[at] ?? ''), [], name);
      await openToReader({ databaseUrl: url, reader: reader.name, schemas: ['public'] });
    }
    const { url } = await createDatabase();
    configure({
      CLUSTER_URL: signedInAs(provisioner, clusterSuperuserUrl()),
      SOURCE_URLS: JSON.stringify({ stay: signedInAs(reader, url) }),
    });
  });
  afterAll(async () => {
    for (const name of names)
      await asSuperuser(`DROP DATABASE IF EXISTS "${name.replaceAll('"', '""')}" WITH (FORCE)`);
  });
  const connect = async (world: World): Promise<void> => {
    const actor = systemActor('demo');
    await runOrThrow(registerProduct, stay, actor);
    for (const [at, customer] of [world.acme, world.borealis].entries()) {
      const { slug } = await db().organization.findUniqueOrThrow({ where: { id: customer.id } });
      const tenant = {
        productSlug: stay.slug,
        organizationSlug: slug,
        database: names[at],
        schema: 'public',
      };
      const { id } = await runOrThrow(registerTenant, { ...tenant, name: `${customer.name} hotels` }, actor);
      customer.tenantId = id;
    }
  };
  return { names, connect };
}
