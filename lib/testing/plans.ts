import { db } from '../db/client';
import { toJson } from '../db/to-json';
import { createId } from '../ids';
import { planHash } from '../plan-format/plan-hash';
import type { ScrubPlan } from '../plan-format/scrub-plan';
import { readManifest } from '../scrub-plans/sign-off/read-manifest';
import { createPerson, type World } from './world';

/** A plan of one small table, with one column that nobody has decided and one comment that looks like a person. */
export function samplePlan(): ScrubPlan {
  return {
    formatVersion: 1,
    source: { fingerprint: 'f'.repeat(64), server: 'sample' },
    schemas: ['cascade'],
    tables: {
      'cascade.users': {
        columns: {
          id: {
            type: 'bigint',
            class: 'technical',
            mask: { name: 'keep' },
            confidence: 1,
            evidence: ['primary key'],
          },
          email: { type: 'text', class: 'unclassified', evidence: ['named like a mail address'] },
        },
      },
    },
    links: [],
    structure: {
      'comment on table cascade.users': { found: ['a name'], shapes: ['Aaaa Aaaaa'], decision: 'open' },
    },
  };
}

/** A further source of the world's first customer, in a product of its own, where `samplePlan` is its plan. */
export async function createTenant(world: World) {
  const { name, definition } = world.product;
  const product = { id: createId(), slug: `sample-${createId()}`, name, definition: definition ?? {} };
  const { id: productId } = await db().product.create({ data: product });
  const data = { id: createId(), productId, organizationId: world.acme.id, schema: 'cascade' };
  return db().tenant.create({ data });
}

/** The same where tenants share the schema: the source is one key's rows, and `keyedPlan` is its plan. */
export async function createKeyedTenant(world: World) {
  const { id } = await createTenant(world);
  const key = { name: 'Seven', keyTable: null, keyColumns: ['tenant_id'], keyValues: ['7'] };
  return db().tenant.update({ where: { id }, data: key });
}

/** The sample plan for one key's rows, with a table of which nobody has said whose its rows are. */
export function keyedPlan(): ScrubPlan {
  return { ...samplePlan(), tenant: { columns: ['tenant_id'], values: ['7'] } };
}

/** A reading of a source that a worker has begun. */
export async function createReading(tenantId: string) {
  return db().reading.create({ data: { id: createId(), tenantId, state: 'running' } });
}

/** A version of a source's plan. */
export async function createPlanVersion(tenantId: string, version = 1, document: ScrubPlan = samplePlan()) {
  const columns = { document: toJson(document), hash: planHash(document), note: 'as given' };
  return db().scrubPlanVersion.create({ data: { id: createId(), tenantId, version, ...columns } });
}

/** The sample plan with everything decided. */
export function decidedPlan(): ScrubPlan {
  const plan = samplePlan();
  const users = plan.tables['cascade.users'];
  if (users)
    users.columns.email = { type: 'text', class: 'direct.mail', mask: { name: 'mail' }, reason: 'A mail.' };
  return plan;
}

/** Somebody's signature under a request as it stands. */
export async function createSignature(requestId: string, builds = 1) {
  const manifest = await readManifest(db(), requestId);
  if (!manifest) throw new Error('there is no plan to sign');
  const { id: signedById } = await createPerson('compliance');
  return db().signature.create({
    data: {
      id: createId(),
      requestId,
      planVersionId: manifest.planVersionId,
      manifest: toJson(manifest.content),
      manifestHash: manifest.hash,
      reason: 'Seen.',
      signedById,
      signedAt: new Date(),
      validUntil: new Date('2099-01-01T00:00:00Z'),
      builds,
    },
  });
}
