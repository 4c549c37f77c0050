import { systemActor } from '../../access/actor';
import { runOrThrow } from '../../command/run';
import { db } from '../../db/client';
import { disablePerson } from '../../people/disable-person';
import { type PlanColumn, type ScrubPlan, scrubPlan } from '../../plan-format/scrub-plan';
import { productDefinition } from '../../products/product';
import { registerProduct } from '../../products/register-product';
import { registerTenant } from '../../products/register-tenant';
import { decideColumns } from '../../scrub-plans/decide/decide-columns';
import { decideStructure } from '../../scrub-plans/decide/decide-structure';
import { importPlan } from '../../scrub-plans/decide/import-plan';
import { undoVersion } from '../../scrub-plans/decide/undo-version';
import { storeProposal } from '../../scrub-plans/reading/store-proposal';
import { createPlanVersion, createReading, createSignature } from '../../testing/plans';
import type { createBuild } from '../../testing/requests';
import type { World } from '../../testing/world';

/** A copy that is built, of a source that no other copy is built of, under a signature of its own. */
export type Built = Pick<Awaited<ReturnType<typeof createBuild>>, 'requestId' | 'sandboxId' | 'tenantId'>;

type Void = {
  send: (world: World, built: Built) => Promise<unknown>;
  /** How the hand-over then fails, and in which words. */
  code: string;
  words: RegExp;
  /** A copy that was handed over before goes on waiting: what was copied and proven stays what it is. */
  sparesWaiting?: true;
};

const worker = systemActor('worker');

/** The latest plan of a source: the sample's, or what was read of a real one. */
async function latestOf({ tenantId }: Built): Promise<{ version: number; plan: ScrubPlan }> {
  const latest = await db().scrubPlanVersion.findFirstOrThrow({
    where: { tenantId },
    orderBy: { version: 'desc' },
  });
  return { version: latest.version, plan: scrubPlan.parse(latest.document) };
}

/** A column of text that no person decided, so that a reading may propose it anew. */
function proposedText({ tables }: ScrubPlan): { table: string; column: string } {
  const found = Object.entries(tables)
    .flatMap(([table, { columns }]) =>
      Object.entries(columns).map(([column, entry]) => ({ table, column, ...entry })),
    )
    .find(({ type, decidedBy, mask }) => type === 'text' && !decidedBy && mask && mask.name !== 'constant');
  if (!found) throw new Error('the plan has no column of text that is merely proposed');
  return { table: found.table, column: found.column };
}

/** The plan with that column as this. */
function withText(plan: ScrubPlan, entry: Omit<PlanColumn, 'type'>): ScrubPlan {
  const { table, column } = proposedText(plan);
  const changed = structuredClone(plan);
  const { columns } = changed.tables[table] ?? { columns: {} };
  columns[column] = { type: 'text', ...entry };
  return changed;
}

const mustNotLeave = {
  class: 'direct.free_text' as const,
  mask: { name: 'constant', value: 'x' },
  reason: 'It must not leave.',
};

/** Support decides that a column must not leave. */
export async function decideOtherwise(world: World, built: Built): Promise<void> {
  const { version, plan } = await latestOf(built);
  const input = { tenantId: built.tenantId, version, columns: [proposedText(plan)], ...mustNotLeave };
  await runOrThrow(decideColumns, input, world.support);
}

const ofRequest = ({ requestId }: Built) => ({ where: { requestId } });
const signerOf = async (built: Built) => (await db().signature.findFirstOrThrow(ofRequest(built))).signedById;
const productOf = ({ sandboxId }: Built) =>
  db().product.findFirstOrThrow({ where: { sandboxes: { some: { id: sandboxId } } } });

async function decideText(world: World, built: Built): Promise<void> {
  const { version, plan } = await latestOf(built);
  const [place = ''] = Object.keys(plan.structure);
  const decision = plan.structure[place]?.decision === 'keep' ? ('drop' as const) : ('keep' as const);
  const input = { tenantId: built.tenantId, version, place, decision, reason: 'Nobody’s.' };
  await runOrThrow(decideStructure, input, world.support);
}

async function undo(world: World, built: Built): Promise<void> {
  const { version, plan } = await latestOf(built);
  await createPlanVersion(built.tenantId, version + 1, withText(plan, mustNotLeave));
  await createSignature(built.requestId);
  const input = { tenantId: built.tenantId, version: version + 1, reason: 'Back again.' };
  await runOrThrow(undoVersion, input, world.support);
}

async function importAnother(world: World, built: Built): Promise<void> {
  const { version, plan } = await latestOf(built);
  const document = JSON.stringify(withText(plan, mustNotLeave));
  const input = { tenantId: built.tenantId, version, reason: 'From a file.', document };
  await runOrThrow(importPlan, input, world.support);
}

async function readAgain(_world: World, built: Built): Promise<void> {
  const { plan } = await latestOf(built);
  const { id: readingId } = await createReading(built.tenantId);
  const proposal = withText(plan, { class: 'unclassified', evidence: ['named like nothing'] });
  await runOrThrow(storeProposal, { readingId, proposal }, worker);
}

async function moveTenant(world: World, built: Built): Promise<void> {
  const { slug: organizationSlug } = await db().organization.findUniqueOrThrow({
    where: { id: world.borealis.id },
  });
  const { slug: productSlug } = await productOf(built);
  const input = { productSlug, organizationSlug, schema: 'cascade' };
  await runOrThrow(registerTenant, input, systemActor('demo'));
}

async function redefine(_world: World, built: Built): Promise<void> {
  const { slug, definition } = await productOf(built);
  const next = { ...productDefinition.parse(definition), slug: 'sample', referenceTables: [] };
  await runOrThrow(registerProduct, { ...next, slug }, systemActor('demo'));
}

/** What takes the ground of a copy away. */
export const voids: Record<string, Void> = {
  'a column is decided otherwise': {
    send: decideOtherwise,
    code: 'not_signed',
    words: /is void\. The plan was changed: version \d+\./,
  },
  'a text of the structure is decided': {
    send: decideText,
    code: 'not_signed',
    words: /version \d+/,
  },
  'a version is undone': { send: undo, code: 'not_signed', words: /is void\. .*version \d+/ },
  'a plan is imported': { send: importAnother, code: 'not_signed', words: /version \d+/ },
  'the source is read again': { send: readAgain, code: 'not_signed', words: /version \d+/ },
  'a person is added': {
    send: async (_world, { requestId }) => {
      const people = [{ kind: 'person', email: 'eve@example.test', reason: 'Looks around.' }];
      await db().request.update({ where: { id: requestId }, data: { people } });
    },
    code: 'not_signed',
    words: /changed since: people/,
  },
  'it is kept for longer': {
    send: (_world, { requestId }) =>
      db().request.update({ where: { id: requestId }, data: { durationDays: 90 } }),
    code: 'not_signed',
    words: /changed since: kept for/,
  },
  'the signature is taken back': {
    send: (_world, built) =>
      db().signature.updateMany({ ...ofRequest(built), data: { voidedAt: new Date(), voidReason: 'No.' } }),
    code: 'not_signed',
    words: /is void\. No\./,
  },
  'the signature runs out': {
    send: (_world, built) =>
      db().signature.updateMany({ ...ofRequest(built), data: { validUntil: new Date() } }),
    code: 'not_signed',
    words: /is out of date/,
    sparesWaiting: true,
  },
  'the signer is disabled': {
    send: async (world, built) =>
      runOrThrow(disablePerson, { personId: await signerOf(built), reason: 'Left.' }, world.admin),
    code: 'not_signed',
    words: /account is disabled/,
  },
  'the signer is with support now': {
    send: async (_world, built) =>
      db().person.update({ where: { id: await signerOf(built) }, data: { role: 'support' } }),
    code: 'not_signed',
    words: /with compliance no more/,
  },
  'the source is another customer’s': { send: moveTenant, code: 'source_moved', words: /another customer/ },
  'the source lies elsewhere': {
    send: (_world, { tenantId }) =>
      db().tenant.update({ where: { id: tenantId }, data: { schema: 'elsewhere' } }),
    code: 'not_signed',
    words: /this source is the schema elsewhere/,
  },
  'the product is defined otherwise': {
    send: redefine,
    code: 'basis_changed',
    words: /definition was changed/,
    sparesWaiting: true,
  },
};
