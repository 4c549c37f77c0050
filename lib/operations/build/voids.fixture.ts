import { systemActor } from '../../access/actor';
import { runOrThrow } from '../../command/run';
import { db } from '../../db/client';
import { disablePerson } from '../../people/disable-person';
import { productDefinition } from '../../products/product';
import { registerProduct } from '../../products/register-product';
import { registerTenant } from '../../products/register-tenant';
import { decideColumns } from '../../scrub-plans/decide/decide-columns';
import { decideStructure } from '../../scrub-plans/decide/decide-structure';
import { importPlan } from '../../scrub-plans/decide/import-plan';
import { undoVersion } from '../../scrub-plans/decide/undo-version';
import { storeProposal } from '../../scrub-plans/reading/store-proposal';
import {
  createClassification,
  createPlanVersion,
  createSignature,
  decidedPlan,
  samplePlan,
} from '../../testing/plans';
import type { createBuild } from '../../testing/requests';
import type { World } from '../../testing/world';

/** A copy that is built, in a world of its own source and signature. */
export type Built = Awaited<ReturnType<typeof createBuild>>;

type Void = {
  send: (world: World, built: Built) => Promise<unknown>;
  /** How the hand-over then fails, and in which words. */
  code: string;
  words: RegExp;
  /** A copy that was handed over before goes on waiting: what was copied and proven stays what it is. */
  sparesWaiting?: true;
};

const worker = systemActor('worker');
const email = [{ table: 'cascade.users', column: 'email' }];
const mustNotLeave = { class: 'direct.mail' as const, mask: { name: 'null' }, reason: 'It must not leave.' };

/** Support decides that a column must not leave: the first change of a plan that was signed in its first version. */
export const decideOtherwise = (world: World, { tenantId }: Built) =>
  runOrThrow(decideColumns, { tenantId, version: 1, columns: email, ...mustNotLeave }, world.support);

const ofRequest = ({ requestId }: Built) => ({ where: { requestId } });
const signerOf = async (built: Built) => (await db().signature.findFirstOrThrow(ofRequest(built))).signedById;
const productOf = ({ sandboxId }: Built) =>
  db().product.findFirstOrThrow({ where: { sandboxes: { some: { id: sandboxId } } } });

async function undo(world: World, built: Built): Promise<void> {
  await createPlanVersion(built.tenantId, 2, decidedPlan());
  await createSignature(built.requestId);
  const input = { tenantId: built.tenantId, version: 2, reason: 'Back again.' };
  await runOrThrow(undoVersion, input, world.support);
}

async function importAnother(world: World, { tenantId }: Built): Promise<void> {
  const document = decidedPlan();
  document.links = [['cascade.users.id', 'cascade.users.email']];
  const input = { tenantId, version: 1, reason: 'From a file.', document: JSON.stringify(document) };
  await runOrThrow(importPlan, input, world.support);
}

async function readAgain(_world: World, { tenantId }: Built): Promise<void> {
  const { id: classificationId } = await createClassification(tenantId);
  await runOrThrow(storeProposal, { classificationId, proposal: samplePlan() }, worker);
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
    words: /is void\. The plan was changed: version 2\./,
  },
  'a text of the structure is decided': {
    send: (world, { tenantId }) => {
      const place = 'comment on table cascade.users';
      const input = { tenantId, version: 1, place, decision: 'keep' as const, reason: 'Nobody’s.' };
      return runOrThrow(decideStructure, input, world.support);
    },
    code: 'not_signed',
    words: /version 2/,
  },
  'a version is undone': { send: undo, code: 'not_signed', words: /is void\. .*version 3/ },
  'a plan is imported': { send: importAnother, code: 'not_signed', words: /version 2/ },
  'the source is read again': { send: readAgain, code: 'not_signed', words: /version 2/ },
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
