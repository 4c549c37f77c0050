import type { PersonActor } from '../access/actor';
import { db } from '../db/client';
import { createId } from '../ids';
import type { OperationState } from '../operations/operation';
import type { RequestState, Shape } from '../requests/request';
import { type CopyHandOver, type CopyState, originOf } from '../sandboxes/copies/copy';
import type { SandboxOperationName } from '../sandboxes/operations/sandbox-operation';
import { addPeople } from '../sandboxes/people/add-people';
import { isShut, type SandboxState } from '../sandboxes/sandbox';
import { createPlanVersion, createSignature, createTenant, decidedPlan } from './plans';
import { sampleContent, type World } from './world';

/** A request in any state, as if it had come there; straight into the table, since commands only take legal ways. */
export async function createRequest(
  world: World,
  state: RequestState,
  requester: PersonActor = world.customer,
) {
  const id = createId();
  const content = sampleContent();
  await db().slugClaim.deleteMany({ where: { slug: content.slug } });
  const request = await db().request.create({
    data: {
      ...content,
      id,
      state,
      organizationId: world.acme.id,
      tenantId: world.acme.tenantId,
      requesterId: requester.id,
      filedById: requester.id,
      decidedById: state === 'awaiting_compliance' ? world.support.id : null,
    },
  });
  await db().slugClaim.create({ data: { slug: content.slug, requestId: id } });
  return { ...request, content };
}

/** An approved request's sandbox in any state, with its first copy as it is there. */
export async function createSandbox(world: World, state: SandboxState, shape: Shape = 'seeded') {
  const request = await createRequest(world, 'approved');
  if (shape !== 'seeded')
    await db().request.update({ where: { id: request.id }, data: { shape, seedSetName: null } });
  const id = createId();
  const copyId = createId();
  const sandbox = await db().sandbox.create({
    data: {
      id,
      slug: request.slug,
      state,
      organizationId: world.acme.id,
      productId: world.product.id,
      tenantId: world.acme.tenantId,
      requestId: request.id,
      shape,
      seedSetId: shape === 'seeded' ? world.seedSet.id : null,
      configuration: [],
      features: [],
      expiresAt: new Date('2099-01-01T00:00:00Z'),
    },
  });
  if (state !== 'destroying' && state !== 'destroyed')
    await addPeople(db(), request.content.people, {
      sandboxId: id,
      namedById: world.customer.id,
      now: new Date(),
    });
  await db().sandboxCopy.create({
    data: {
      id: copyId,
      sandboxId: id,
      requestId: request.id,
      origin: originOf[shape],
      handOver: 'at_once',
      state: firstCopyStates[state],
    },
  });
  const shut = { shutAt: new Date(), shutReason: 'To look at it.', closedAt: new Date() };
  if (state === 'ready' || isShut(state))
    await db().sandbox.update({
      where: { id },
      data: { activeCopyId: copyId, ...(isShut(state) && shut) },
    });
  return { ...sandbox, copyId };
}

/** What has become of the first copy of a sandbox. */
const firstCopyStates: Record<SandboxState, CopyState> = {
  scheduled: 'scheduled',
  building: 'building',
  failed: 'failed',
  cancelled: 'cancelled',
  ready: 'active',
  suspended: 'active',
  quarantined: 'active',
  retired: 'active',
  destroying: 'dropping',
  destroyed: 'dropped',
};

/**
 * A ready snapshot and, beside the copy in use, one in the given state, under an approved refresh of its own; one that is
 * built or waits has a source of its own and a signature. `active` gives the copy in use itself.
 */
export async function createCopy(world: World, state: CopyState, columns: CopyColumns = {}) {
  const sandbox = await createSandbox(world, 'ready', 'snapshot');
  const place = { database: `sb_${sandbox.id}`, role: `sbr_${sandbox.id}_1` };
  const first = await db().sandboxCopy.update({ where: { id: sandbox.copyId }, data: place });
  if (state === 'active') return { ...first, requestId: sandbox.requestId, sandbox };
  const request = await createRequest(world, 'approved');
  await db().slugClaim.deleteMany({ where: { requestId: request.id } });
  const asked = { kind: 'refresh', concernsId: sandbox.id, slug: sandbox.slug, shape: 'snapshot' } as const;
  await db().request.update({ where: { id: request.id }, data: asked });
  if (state === 'building' || state === 'waiting') await signSource(world, sandbox, request.id);
  const id = createId();
  const isUnbuilt =
    state === 'scheduled' || state === 'building' || state === 'failed' || state === 'cancelled';
  const copy = await db().sandboxCopy.create({
    data: {
      id,
      sandboxId: sandbox.id,
      requestId: request.id,
      origin: 'production',
      handOver: 'on_decision',
      state,
      ...(isUnbuilt ? {} : { database: `sb_${id}`, role: `sbr_${id}_1`, readyAt: new Date(0) }),
      ...(state === 'waiting' ? { readyAt: new Date(), decideBy: new Date('2099-01-01T00:00:00Z') } : {}),
      ...(state === 'kept' ? { keptUntil: new Date('2099-01-01T00:00:00Z'), sealedAt: new Date(0) } : {}),
      ...columns,
    },
  });
  return { ...copy, requestId: request.id, sandbox };
}

type CopyColumns = Partial<Record<'decideBy' | 'remindedAt' | 'keptUntil' | 'sealedAt', Date | null>>;

/** A ready snapshot of a source of its own, signed for so many builds of which none was handed over since. */
export async function createSignedSandbox(world: World, builds: number) {
  const sandbox = await createSandbox(world, 'ready', 'snapshot');
  return signSource(world, sandbox, sandbox.requestId, builds);
}

/**
 * A snapshot whose first copy, or whose refresh, a worker has built and not handed over yet: a sandbox in its first build
 * or a ready one, a source of its own, a signed plan, and the operation that runs.
 */
export async function createBuild(world: World, handOver: CopyHandOver) {
  if (handOver === 'on_decision') {
    const { id, requestId, sandbox } = await createCopy(world, 'building');
    return describeBuild(sandbox.id, requestId, id);
  }
  const sandbox = await createSandbox(world, 'building', 'snapshot');
  await signSource(world, sandbox, sandbox.requestId);
  return describeBuild(sandbox.id, sandbox.requestId, sandbox.copyId);
}

async function describeBuild(sandboxId: string, requestId: string, copyId: string) {
  const { id: operationId, attempt } = await createOperation(sandboxId, 'build', 'running', copyId);
  const { tenantId } = await db().request.findUniqueOrThrow({ where: { id: requestId } });
  return { sandboxId, requestId, tenantId, operationId, attempt, copyId };
}

/** Gives a sandbox and a request for it a source of their own, whose plan is signed. */
async function signSource(world: World, sandbox: { id: string }, requestId: string, builds = 1) {
  const { id: tenantId, productId } = await createTenant(world);
  await createPlanVersion(tenantId, 1, decidedPlan());
  await db().request.update({ where: { id: requestId }, data: { tenantId } });
  const moved = await db().sandbox.update({ where: { id: sandbox.id }, data: { tenantId, productId } });
  await createSignature(requestId, builds);
  return moved;
}

/** An operation of a sandbox, under its first attempt when it runs. */
export async function createOperation(
  sandboxId: string,
  kind: SandboxOperationName,
  state: OperationState,
  copyId?: string,
) {
  const attempt = state === 'queued' ? 0 : 1;
  return db().operation.create({
    data: { id: createId(), sandboxId, kind, state, attempt, copyId: copyId ?? null },
  });
}
