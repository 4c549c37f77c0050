import type { PersonActor, Role } from '../access/actor';
import { db } from '../db/client';
import type { SandboxState } from '../db/generated/enums';
import { createId } from '../ids';
import type { ProductDefinition } from '../products/product';

/** A product as the tests of keys and of the gateway sandbox it; every kind of column is in `parts`. */
export const definition: ProductDefinition = {
  slug: 'fabrica',
  name: 'Fabrica',
  keyPrefix: 'fab',
  layout: 'schema',
  schema: 'fabrica',
  referenceTables: [],
  configuration: { modules: [], branding: [], feature_flags: [] },
  records: {
    parts: { table: 'parts', key: 'id', label: 'Parts' },
    boms: { table: 'boms', key: 'id', label: 'Bills of materials' },
    readings: { table: 'readings', key: 'machine', label: 'Readings' },
    secrets: { table: 'secrets', key: 'id', label: 'What the role may not see' },
    gone: { table: 'gone', key: 'id', label: 'A table that is not there' },
  },
};

/** An organization with a tenant of its own. */
export async function addOrganization(): Promise<{ id: string; tenantId: string; productId: string }> {
  const plan = await db().subscription.upsert({
    where: { name: 'Enterprise' },
    update: {},
    create: { id: createId(), name: 'Enterprise', defaultDays: 30, maximumDays: 90 },
  });
  const product = await db().product.upsert({
    where: { slug: definition.slug },
    update: {},
    create: { id: createId(), slug: definition.slug, name: definition.name, definition },
  });
  const id = createId();
  await db().organization.create({
    data: { id, slug: `org-${id}`, name: `Org ${id}`, subscriptionId: plan.id },
  });
  const tenantId = createId();
  await db().tenant.create({
    data: { id: tenantId, productId: product.id, organizationId: id, schema: `tenant_${id}` },
  });
  return { id, tenantId, productId: product.id };
}

/** A person who exists, as an actor. */
export async function addPerson(role: Role, organizationId: string | null = null): Promise<PersonActor> {
  const id = createId();
  const person = { id, name: `Person ${id}`, email: `${id}@example.test`, role, organizationId, humanId: id };
  await db().person.create({ data: person });
  return { kind: 'person', ...person, authenticatedAt: new Date() };
}

type SandboxParts = { state?: SandboxState; slug?: string; database?: string; role?: string };

/** A sandbox of an organization, with the request that asked for it; `ready` unless told otherwise. */
export async function addSandbox(
  organization: Awaited<ReturnType<typeof addOrganization>>,
  parts: SandboxParts = {},
): Promise<{ id: string; slug: string }> {
  const { id: organizationId, tenantId, productId } = organization;
  const requester = await addPerson('customer', organizationId);
  const shape = 'seeded' as const;
  const slug = parts.slug ?? `sb-${createId()}`;
  const request = await db().request.create({
    data: {
      id: createId(),
      state: 'approved',
      organizationId,
      tenantId,
      requesterId: requester.id,
      filedById: requester.id,
      integration: 'ERP',
      purpose: 'Tries the API',
      people: [],
      shape,
      configuration: [],
      slug,
      durationDays: 30,
      features: [],
    },
  });
  const id = createId();
  await db().sandbox.create({
    data: {
      id,
      slug,
      state: parts.state ?? 'ready',
      organizationId,
      productId,
      tenantId,
      requestId: request.id,
      shape,
      configuration: [],
      features: [],
      expiresAt: new Date('2030-01-02T03:04:05.678Z'),
    },
  });
  const copyId = createId();
  const place = { database: parts.database ?? `sb_${copyId}`, role: parts.role ?? `sbr_${copyId}_1` };
  const origin = { origin: 'seed_set', handOver: 'at_once', state: 'active' } as const;
  await db().sandboxCopy.create({
    data: { id: copyId, sandboxId: id, requestId: request.id, ...origin, ...place },
  });
  await db().sandbox.update({ where: { id }, data: { activeCopyId: copyId } });
  return { id, slug };
}
