import { beforeAll } from 'vitest';
import { fillFabrica } from '@/demo/fabrica/fill';
import { fabrica } from '@/demo/fabrica/product';
import { productionTenants } from '@/demo/fabrica/rows/plan';
import { fillRota } from '@/demo/rota/fill';
import { rota, rotaSchema, rotaTenants } from '@/demo/rota/product';
import { systemActor } from '../access/actor';
import { runOrThrow } from '../command/run';
import { db } from '../db/client';
import { configure } from '../env';
import { registerProduct } from '../products/register-product';
import { registerTenant } from '../products/register-tenant';
import { bootstrapCluster, openToReader } from '../provisioning';
import { clusterSuperuserUrl, createDatabase, withDatabase } from './database';
import type { World } from './world';

export const provisioner = { name: 'sandgate_provisioner', password: 'provisioner-of-the-tests' };
export const reader = { name: 'sandgate_reader', password: 'reader-of-the-tests' };

/**
 * Call at the top of a test file that builds real sandboxes: fills the smallest tenant of the demo product's production
 * on the run's server and points SOURCE_URLS and CLUSTER_URL at it. Returns the superuser's URL of that production.
 */
export function useProduction(): { url: () => string } {
  let url = '';
  beforeAll(async () => {
    await bootstrapCluster({ superuserUrl: clusterSuperuserUrl(), provisioner, reader });
    const production = await createDatabase();
    url = production.url;
    const tenants = productionTenants.filter(({ name }) => name === 'cascade');
    await fillFabrica({ url, reader: reader.name, tenants });
    await openToReader({ databaseUrl: url, reader: reader.name, schemas: ['cascade'] });
    configure({
      CLUSTER_URL: signedInAs(provisioner, clusterSuperuserUrl()),
      SOURCE_URLS: JSON.stringify({ fabrica: signedInAs(reader, url) }),
    });
  });
  return { url: () => url };
}

/**
 * The same with the demo product whose tenants share tables. `connectRota` then registers its two tenants, one for each
 * of the world's customers.
 */
export function useRota(): { url: () => string } {
  let url = '';
  beforeAll(async () => {
    await bootstrapCluster({ superuserUrl: clusterSuperuserUrl(), provisioner, reader });
    ({ url } = await createDatabase());
    await fillRota(url);
    await openToReader({ databaseUrl: url, reader: reader.name, schemas: [rotaSchema] });
    configure({
      CLUSTER_URL: signedInAs(provisioner, clusterSuperuserUrl()),
      SOURCE_URLS: JSON.stringify({ rota: signedInAs(reader, url) }),
    });
  });
  return { url: () => url };
}

/** Registers Rota's tenants for the world's customers, whose own tenants they take the place of. */
export async function connectRota(world: World): Promise<void> {
  await runOrThrow(registerProduct, rota, systemActor('demo'));
  for (const [at, customer] of [world.acme, world.borealis].entries()) {
    const { slug } = await db().organization.findUniqueOrThrow({ where: { id: customer.id } });
    const tenant = { productSlug: rota.slug, organizationSlug: slug, schema: rotaSchema, ...rotaTenants[at] };
    customer.tenantId = (await runOrThrow(registerTenant, tenant, systemActor('demo'))).id;
  }
}

/** Makes the world's product the demo product and its first tenant the filled one. */
export async function connectProduction(world: World): Promise<void> {
  await db().product.update({
    where: { id: world.product.id },
    data: { slug: 'fabrica', definition: fabrica },
  });
  await db().tenant.update({ where: { id: world.acme.tenantId }, data: { schema: 'cascade' } });
}

/** A server's URL with another login, and the same database. */
export function signedInAs(login: { name: string; password: string }, url: string): string {
  const changed = new URL(withDatabase(url, new URL(url).pathname.slice(1)));
  changed.username = login.name;
  changed.password = encodeURIComponent(login.password);
  return changed.toString();
}
