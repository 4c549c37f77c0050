import type { PersonActor, Role } from '../access/actor';
import { db } from '../db/client';
import { createId } from '../ids';
import type { ProductDefinition } from '../products/product';

/** A product that needs no production database: for commands, which never look into one. */
export const sampleProduct: ProductDefinition = {
  slug: 'sample',
  name: 'Sample',
  keyPrefix: 'sample',
  layout: 'schema',
  schema: 'app',
  referenceTables: ['units'],
  configuration: { modules: ['modules'], branding: ['branding'], feature_flags: ['feature_flags'] },
  records: { parts: { table: 'parts', key: 'id', label: 'Parts' } },
};

export type World = Awaited<ReturnType<typeof createWorld>>;

/**
 * A small house with two customers: one product, two organizations with a tenant each, and a person of each role.
 * Every call makes a separate one, so tests in a file do not see each other's.
 */
export async function createWorld(terms: { quota?: number | null; contractDemandsReview?: boolean } = {}) {
  const plan = await db().subscription.create({
    data: {
      id: createId(),
      name: `plan ${createId()}`,
      sandboxQuota: terms.quota === undefined ? 1 : terms.quota,
      defaultDays: 30,
      maximumDays: 90,
    },
  });
  const product = await db().product.create({
    data: {
      id: createId(),
      slug: `sample-${createId()}`,
      name: sampleProduct.name,
      definition: sampleProduct,
    },
  });
  const seedSet = await db().seedSet.create({
    data: {
      id: createId(),
      productId: product.id,
      name: 'onboarding',
      version: 1,
      title: 'Onboarding',
      description: 'A few rows.',
      rows: 0,
      sha256: 'none',
    },
  });
  const organizations = await Promise.all(
    ['Acme', 'Borealis'].map(async (name) => {
      const id = createId();
      const contractDemandsReview = terms.contractDemandsReview ?? false;
      await db().organization.create({
        data: { id, slug: `org-${id}`, name, subscriptionId: plan.id, contractDemandsReview },
      });
      const tenant = { id: createId(), productId: product.id, organizationId: id, schema: `t_${id}` };
      await db().tenant.create({ data: tenant });
      return { id, name, tenantId: tenant.id };
    }),
  );
  const [acme, borealis] = organizations;
  if (!acme || !borealis) throw new Error('two organizations were asked for');
  // What the policy of a new desk takes, it takes after seven days; the desk of a test is older.
  await db().policyVersion.updateMany({ where: { version: 1 }, data: { savedAt: new Date(0) } });
  return {
    product,
    seedSet,
    acme,
    borealis,
    customer: await createPerson('customer', acme.id),
    colleague: await createPerson('customer', acme.id),
    neighbour: await createPerson('customer', borealis.id),
    support: await createPerson('support'),
    otherSupport: await createPerson('support'),
    compliance: await createPerson('compliance'),
    admin: await createPerson('admin'),
  };
}

/** A sign-in of the tests stays fresh for as long as a file of them may take on a slow machine. */
const freshMs = 3_600_000;

/** A person who signed in just now. `humanId` makes two accounts one human. */
export async function createPerson(
  role: Role,
  organizationId: string | null = null,
  humanId?: string,
): Promise<PersonActor> {
  const id = createId();
  const name = `${role} ${id.slice(0, 4)}`;
  const email = `${id}@example.test`;
  await db().person.create({ data: { id, name, email, role, organizationId, humanId: humanId ?? id } });
  const [clock] = await db().$queryRaw<{ now: Date }[]>`SELECT now()`;
  const authenticatedAt = new Date((clock?.now.getTime() ?? 0) + freshMs);
  return { kind: 'person', id, name, email, role, organizationId, humanId: humanId ?? id, authenticatedAt };
}

/** What a form would send for a seeded sandbox; each call asks for another name. */
export function sampleContent() {
  return {
    integration: 'ERP bridge',
    purpose: 'Writes purchase orders back.',
    people: [{ kind: 'person' as const, email: 'ada@example.test', reason: 'Builds the bridge.' }],
    shape: 'seeded' as const,
    seedSetName: 'onboarding',
    configuration: ['modules' as const],
    slug: `sb-${createId()}`.replace(/[^a-z0-9-]/g, '').slice(0, 40),
    durationDays: 30,
    features: [],
  };
}
