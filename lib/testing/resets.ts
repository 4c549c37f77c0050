import { db } from '../db/client';
import { createId } from '../ids';
import type { Shape } from '../requests/request';
import { copyInUse } from './copies';
import { createOperation, createSandbox } from './requests';
import type { World } from './world';

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
