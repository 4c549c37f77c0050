import { runOrThrow } from '../command/run';
import { db } from '../db/client';
import { createId } from '../ids';
import { cloneSandbox } from '../requests/clone/clone-sandbox';
import type { Shape } from '../requests/request';
import { copyInUse } from './copies';
import { createOperation, createSandbox } from './requests';
import { sampleContent, type World } from './world';

/** Gives the copy that a sandbox has in use a baseline, as a build would have; the one that it has already, if so. */
export async function sealBaseline(sandboxId: string): Promise<string> {
  const { id: copyId, baselineId, ...inUse } = await copyInUse(sandboxId);
  if (baselineId) return baselineId;
  const id = createId();
  const place = { database: `sb_${copyId}_1_base`, role: `sbr_${copyId}_1`, fingerprint: 'f' };
  await db().baseline.create({ data: { id, sandboxId, copyId, ...place } });
  await db().sandboxCopy.update({
    where: { id: copyId },
    data: { baselineId: id, database: inUse.database ?? `sb_${copyId}`, role: inUse.role ?? place.role },
  });
  return id;
}

/** A ready sandbox that can be reset. */
export async function createDelivered(world: World, shape: Shape = 'seeded') {
  const sandbox = await createSandbox(world, 'ready', shape);
  return { ...sandbox, baselineId: await sealBaseline(sandbox.id) };
}

/** A ready sandbox whose reset a worker has built and not handed over yet, and what it would report. */
export async function createReset(world: World, shape: Shape = 'seeded') {
  const sandbox = await createDelivered(world, shape);
  const { baselineId } = sandbox;
  const copyId = createId();
  const origin = { origin: 'baseline', handOver: 'at_once', state: 'building' } as const;
  await db().sandboxCopy.create({ data: { id: copyId, sandboxId: sandbox.id, baselineId, ...origin } });
  const { id: operationId, attempt } = await createOperation(sandbox.id, 'build', 'running', copyId);
  const place = { database: `sb_${copyId}`, role: 'sbr_x', fingerprint: 'f' };
  return { sandbox, copyId, reported: { operationId, attempt, ...place, rows: 1, bytes: 2, copied: null } };
}

/** What a form would send for a clone of a sandbox; each call asks for another name. */
export function cloneOf(sandboxId: string) {
  const { slug } = sampleContent();
  return {
    sandboxId,
    slug,
    moment: 'delivered' as const,
    durationDays: 10,
    purpose: 'For the next release.',
  };
}

/** A clone that a worker has made and not handed over yet, with what it was made from, and what it would report. */
export async function createClone(world: World, moment: 'delivered' | 'now' = 'delivered') {
  const source = await createDelivered(world);
  const asked = await runOrThrow(cloneSandbox, { ...cloneOf(source.id), moment }, world.customer);
  const sandbox = await db().sandbox.findUniqueOrThrow({ where: { id: asked.cloneId ?? '' } });
  const operation = await db().operation.findFirstOrThrow({ where: { sandboxId: sandbox.id } });
  const copyId = operation.copyId ?? '';
  await db().operation.update({
    where: { id: operation.id },
    data: { state: 'running', attempt: 1, startedAt: new Date() },
  });
  const place = { database: `sb_${copyId}`, role: `sbr_${copyId}_1`, baseline: `sb_${copyId}_1_base` };
  const made = { ...place, fingerprint: 'f', rows: 1, bytes: 2, copied: null, basis: null };
  const reported = { operationId: operation.id, attempt: 1, ...made };
  return { source, sandbox, requestId: asked.requestId, copyId, reported };
}
