import { expect } from 'vitest';
import { verifyChain } from '../audit/verify-chain';
import { clock } from '../clock';
import { db } from '../db/client';
import { asSuperuser } from '../testing/database';
import { reconcileCluster } from './reconcile-cluster';

/** What must hold once a number of builds has ended, however they were disturbed. */

/** What else the server holds: files of tests share one. */
export type Surroundings = {
  /** Orphan folders from before these builds. */
  lyingBefore: readonly string[];
  /** Whether no other file runs beside this one, as in a long run that somebody asks for by itself. */
  isAlone: boolean;
};

/** Operations that wait or run. */
export function unfinished(): Promise<number> {
  return db().operation.count({ where: { state: { in: ['queued', 'running'] } } });
}

/**
 * Whole or wholly absent: the cluster holds database, role and sealed copy of each ready sandbox and nothing else of any,
 * in its catalogue and on its disk; ledger and reconciler agree; each was built once, as the audit tells.
 */
export async function expectWholeOrAbsent(surroundings: Surroundings): Promise<void> {
  const sandboxes = await db().sandbox.findMany({
    select: { id: true, state: true, database: true, role: true, baseline: true },
  });
  const ids = sandboxes.map(({ id }) => id);
  const ready = sandboxes.filter(({ state }) => state === 'ready');
  const wanted = ready.flatMap(({ database, role, baseline }) => [database, role, baseline]).sort();
  const found = await asSuperuser<{ name: string }>(
    `SELECT name FROM (SELECT datname AS name FROM pg_database UNION ALL SELECT rolname FROM pg_roles) AS objects
       WHERE substring(name FROM '^sb[rl]?_([a-z0-9]+)') = ANY($1)`,
    [ids],
  );
  expect(found.map(({ name }) => name).sort()).toEqual(wanted);
  const recorded = await db().clusterObject.findMany({ where: { goneAt: null, sandboxId: { in: ids } } });
  expect(recorded.map(({ name }) => name).sort()).toEqual(wanted);
  const drifts = await reconcileCluster();
  expect(drifts.filter(({ sandboxId }) => sandboxId && ids.includes(sandboxId))).toEqual([]);
  const built = await db().auditEvent.groupBy({
    by: ['subjectId'],
    where: { event: 'sandbox.built' },
    _count: true,
  });
  expect(built.map(({ subjectId }) => subjectId).sort()).toEqual(ready.map(({ id }) => id).sort());
  expect(built.every((each) => each._count === 1)).toBe(true);
  expect((await verifyChain()).broken).toBeNull();
  await expectNoOrphanFolder(surroundings);
}

/**
 * Folders of databases on the server's disk that no catalogue knows. Those of databases under way come and go; orphans
 * stay.
 */
export async function orphanFolders(): Promise<string[]> {
  const rows = await asSuperuser<{ name: string }>(
    `SELECT name FROM pg_ls_dir('base') AS name
      WHERE name ~ '^\\d+$' AND NOT EXISTS (SELECT FROM pg_database WHERE oid::text = name)`,
  );
  return rows.map(({ name }) => name);
}

/**
 * A folder says nothing of who made it. Only where nothing else runs on the server is it these builds' own and fails the
 * test; beside other files it is told, to be looked into.
 */
async function expectNoOrphanFolder({ lyingBefore, isAlone }: Surroundings): Promise<void> {
  const found = async () => (await orphanFolders()).filter((name) => !lyingBefore.includes(name));
  let seen = await found();
  for (let look = 0; look < 40 && seen.length > 0; look += 1) {
    await clock.sleep(250);
    const now = await found();
    seen = seen.filter((name) => now.includes(name));
  }
  if (seen.length > 0) console.warn(`orphan folders on the server's disk: ${seen.join(', ')}`);
  if (isAlone) expect(seen).toEqual([]);
}
