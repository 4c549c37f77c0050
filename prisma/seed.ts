import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { z } from 'zod';
import { fabrica } from '@/demo/fabrica/product';
import { writeVolumeSet } from '@/demo/fabrica/seed-sets/volume';
import { rota, rotaSchema, rotaTenants } from '@/demo/rota/product';
import { systemActor } from '@/lib/access/actor';
import { canonicalJson, type Json } from '@/lib/canonical-json';
import { runOrThrow } from '@/lib/command/run';
import { closeDb, db } from '@/lib/db/client';
import { transaction } from '@/lib/db/transaction';
import { importSeedSet } from '@/lib/products/import-seed-set';
import { productDefinition } from '@/lib/products/product';
import { readSeedSetFolder } from '@/lib/products/read-seed-set-folder';
import { registerProduct } from '@/lib/products/register-product';
import { registerTenant } from '@/lib/products/register-tenant';
import { demoOrganizations, fillDemoPeople } from './demo-people';

/**
 * Fills the control database with the demo: people, the product Fabrica with its three tenants and
 * two seed sets, and the product Rota, whose two tenants share their tables. All
 * but the people goes through the door, so the audit tells of it; what is there already is left alone, so that a second
 * start adds nothing to the audit.
 */

const actor = systemActor('demo');
const onboarding = path.resolve('demo/fabrica/seed-sets/onboarding');

/** May be repeated. Returns what it added, in words; nothing when all was there. */
export async function seedDemo(): Promise<string[]> {
  await transaction(fillDemoPeople);
  const added: string[] = [];
  for (const definition of [fabrica, rota]) {
    const product = await db().product.findUnique({ where: { slug: definition.slug } });
    const wanted = productDefinition.parse(definition);
    if (product && canonicalJson(product.definition as Json) === canonicalJson(wanted)) continue;
    await runOrThrow(registerProduct, definition, actor);
    added.push(`the product ${definition.name}`);
  }
  for (const tenant of demoTenants()) {
    if (await hasTenant(tenant)) continue;
    await runOrThrow(registerTenant, tenant, actor);
    added.push(`the tenant ${tenant.name ?? tenant.schema}`);
  }
  if (await addSeedSet('onboarding', async () => onboarding)) added.push('the seed set onboarding');
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sandgate-seed-set-'));
  try {
    const write = async () => {
      await writeVolumeSet(folder);
      return folder;
    };
    if (await addSeedSet('volume', write)) added.push('the seed set volume');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return added;
}

type DemoTenant = z.input<typeof registerTenant.input>;

/** A schema for each customer of Fabrica; for those of Rota a key in the one schema that they share. */
function demoTenants(): DemoTenant[] {
  const alone = demoOrganizations.flatMap(({ slug, tenantSchema: schema }) =>
    schema ? [{ productSlug: fabrica.slug, organizationSlug: slug, schema }] : [],
  );
  const sharing = rotaTenants.flatMap(({ name, key }) =>
    demoOrganizations
      .filter((organization) => organization.name === name)
      .map(({ slug }) => ({ productSlug: rota.slug, organizationSlug: slug, schema: rotaSchema, name, key })),
  );
  return [...alone, ...sharing];
}

async function hasTenant(tenant: DemoTenant) {
  const found = await db().tenant.findFirst({
    where: {
      schema: tenant.schema,
      keyValues: { equals: tenant.key?.values ?? [] },
      product: { slug: tenant.productSlug },
      organization: { slug: tenant.organizationSlug },
    },
    select: { id: true },
  });
  return found !== null;
}

/** Imports the set unless the product has one of this name; new versions come by `sandgate seed-set import`. */
async function addSeedSet(name: string, folderOf: () => Promise<string>): Promise<boolean> {
  const found = await db().seedSet.findFirst({
    where: { name, product: { slug: fabrica.slug } },
    select: { id: true },
  });
  if (found) return false;
  const { manifest, tables } = await readSeedSetFolder(await folderOf());
  await runOrThrow(importSeedSet, { productSlug: fabrica.slug, manifest, tables }, actor);
  return true;
}

if (import.meta.url === `file://${process.argv[1]}`) {
  const added = await seedDemo();
  process.stdout.write(added.length > 0 ? `Added ${added.join(', ')}.\n` : 'Everything was there already.\n');
  await closeDb();
}
