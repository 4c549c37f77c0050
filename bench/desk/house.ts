import { randomBytes } from 'node:crypto';
import type { PersonActor, Role } from '@/lib/access/actor';
import { db } from '@/lib/db/client';
import type { ProductDefinition } from '@/lib/products/product';

/** A house with one customer, a person of each role, one sandbox in use and one request that waits. */
export type House = Awaited<ReturnType<typeof createHouse>>;

const product: ProductDefinition = {
  slug: 'sample',
  name: 'Sample',
  keyPrefix: 'sample',
  layout: 'schema',
  schema: 'app',
  referenceTables: [],
  configuration: {},
  records: {},
};

const createId = () => randomBytes(12).toString('hex');

/** Straight into the tables of an empty control database. */
export async function createHouse() {
  const ids = {
    subscriptionId: createId(),
    productId: createId(),
    seedSetId: createId(),
    organizationId: createId(),
  };
  const tenantId = createId();
  const { subscriptionId, productId, seedSetId, organizationId } = ids;
  await db().subscription.create({
    data: { id: subscriptionId, name: 'Team', sandboxQuota: null, defaultDays: 30, maximumDays: 90 },
  });
  await db().product.create({
    data: { id: productId, slug: product.slug, name: product.name, definition: product },
  });
  const seedSet = {
    name: 'onboarding',
    version: 1,
    title: 'Onboarding',
    description: 'A few rows.',
    rows: 0,
  };
  await db().seedSet.create({ data: { id: seedSetId, productId, ...seedSet, sha256: 'none' } });
  await db().organization.create({
    data: { id: organizationId, slug: 'acme', name: 'Acme', subscriptionId },
  });
  await db().tenant.create({ data: { id: tenantId, productId, organizationId, schema: 'acme' } });
  const customer = await createPerson('customer', organizationId);
  const people = {
    customer,
    support: await createPerson('support', null),
    compliance: await createPerson('compliance', null),
    admin: await createPerson('admin', null),
  };
  const built = await createRequest('approved', { organizationId, tenantId, requesterId: customer.id });
  const waiting = await createRequest('awaiting_support', {
    organizationId,
    tenantId,
    requesterId: customer.id,
  });
  const sandboxId = createId();
  const copyId = createId();
  await db().sandbox.create({
    data: {
      id: sandboxId,
      slug: built.slug,
      state: 'ready',
      organizationId,
      productId,
      tenantId,
      requestId: built.id,
      shape: 'seeded',
      seedSetId,
      configuration: [],
      features: [],
      expiresAt: new Date('2099-01-01T00:00:00Z'),
    },
  });
  await db().sandboxCopy.create({
    data: {
      id: copyId,
      sandboxId,
      requestId: built.id,
      origin: 'seed_set',
      handOver: 'at_once',
      state: 'active',
    },
  });
  await db().sandbox.update({ where: { id: sandboxId }, data: { activeCopyId: copyId } });
  const sample = { sandboxId, slug: built.slug, requestId: built.id, waitingId: waiting.id };
  return { ...ids, tenantId, people, sample };
}

async function createPerson(role: Role, organizationId: string | null): Promise<PersonActor> {
  const id = createId();
  const person = { id, name: `A ${role}`, email: `${id}@example.test`, role, organizationId, humanId: id };
  await db().person.create({ data: person });
  return { kind: 'person', ...person, authenticatedAt: new Date() };
}

/** A request as it was filed. */
export async function createRequest(
  state: 'approved' | 'awaiting_support',
  of: { organizationId: string; tenantId: string; requesterId: string },
) {
  const id = createId();
  const slug = `sample-${id}`;
  await db().request.create({
    data: {
      id,
      state,
      ...of,
      filedById: of.requesterId,
      integration: 'Bridge',
      purpose: 'Writes purchase orders back.',
      people: [{ kind: 'person', email: 'ada@example.test', reason: 'Builds the bridge.' }],
      shape: 'seeded',
      seedSetName: 'onboarding',
      configuration: [],
      slug,
      durationDays: 30,
      features: [],
    },
  });
  await db().slugClaim.create({ data: { slug, requestId: id } });
  return { id, slug };
}
