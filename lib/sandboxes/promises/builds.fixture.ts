import { expect } from 'vitest';
import { z } from 'zod';
import { verifyChain } from '../../audit/verify-chain';
import { db } from '../../db/client';
import { asSuperuser } from '../../testing/database';
import { orphanFolders, orphanFoldersSince } from '../../testing/orphan-folders';
import { connectProduction } from '../../testing/production';
import { decideOpen, readSource } from '../../testing/signed-snapshots';
import { createWorld, type World } from '../../testing/world';
import { reconcileCluster } from '../cluster/reconcile-cluster';

/** What must hold once a number of builds has ended, however they were disturbed. */

/**
 * A house whose customer's source is read and decided, so that snapshots of it can be signed; and the orphan folders that
 * lay on the cluster's disk before.
 */
export async function prepareSnapshots(): Promise<{ world: World; lyingBefore: string[] }> {
  const lyingBefore = await orphanFolders();
  const world = await createWorld({ quota: null });
  await connectProduction(world);
  await readSource(world);
  await decideOpen(world);
  return { world, lyingBefore };
}

/** Operations that wait or run. */
export function unfinished(): Promise<number> {
  return db().operation.count({ where: { state: { in: ['queued', 'running'] } } });
}

/**
 * Whole or wholly absent: the cluster holds database, role and baseline of each copy that is built and nothing else of any,
 * in its catalogue and on its disk, where `lyingBefore` are orphan folders from before these builds; ledger and reconciler
 * agree; each was built once, as the audit tells.
 */
export async function expectWholeOrAbsent(lyingBefore: readonly string[]): Promise<void> {
  const copies = await db().sandboxCopy.findMany({
    select: { id: true, state: true, database: true, role: true, baseline: { select: { database: true } } },
  });
  const ids = copies.map(({ id }) => id);
  const ready = copies.filter(({ state }) => state === 'active' || state === 'waiting');
  const wanted = [
    ...new Set(ready.flatMap(({ database, role, baseline }) => [database, role, baseline?.database])),
  ].sort();
  const found = await asSuperuser<{ name: string }>(
    `SELECT name FROM (SELECT datname AS name FROM pg_database UNION ALL SELECT rolname FROM pg_roles) AS objects
       WHERE substring(name FROM '^sb[rl]?_([a-z0-9]+)') = ANY($1)`,
    [ids],
  );
  expect(found.map(({ name }) => name).sort()).toEqual(wanted);
  const recorded = await db().clusterObject.findMany({ where: { goneAt: null, copyId: { in: ids } } });
  expect(recorded.map(({ name }) => name).sort()).toEqual(wanted);
  const drifts = await reconcileCluster();
  expect(drifts.filter(({ copyId }) => copyId && ids.includes(copyId))).toEqual([]);
  const built = await db().auditEvent.findMany({ where: { event: 'copy.built' }, select: { details: true } });
  const builtIds = built.map(({ details }) => z.object({ copyId: z.string() }).parse(details).copyId);
  expect(builtIds.sort()).toEqual(ready.map(({ id }) => id).sort());
  expect((await verifyChain()).broken).toBeNull();
  expect(await orphanFoldersSince(lyingBefore)).toEqual([]);
}
