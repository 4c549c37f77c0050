import type { ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyChain } from '../../audit/verify-chain';
import { destructionCertificate } from '../../certificate-format/destruction';
import { checkDestruction, checkDestructionAtDesk } from '../../certificates/destruction/check-destruction';
import { clock } from '../../clock';
import { runOrThrow } from '../../command/run';
import { db } from '../../db/client';
import { configure } from '../../env';
import { destroySandbox } from '../../requests/destroy/destroy-sandbox';
import { submitRequest } from '../../requests/submit-request';
import { copyIdsOf, copyInUse } from '../../testing/copies';
import { asSuperuser, useControlDatabase } from '../../testing/database';
import { seededRandom } from '../../testing/faults/random';
import { orphanFolders, orphanFoldersSince } from '../../testing/orphan-folders';
import { useQuickPace } from '../../testing/pace';
import { connectProduction, useProduction } from '../../testing/production';
import { seedOf, sizeOf } from '../../testing/sizes';
import { tableSums } from '../../testing/table-sums';
import { useWorkerProcesses } from '../../testing/worker-processes';
import { createWorld, sampleContent, type World } from '../../testing/world';
import { reconcileCluster } from '../cluster/reconcile-cluster';
import { expectWhole } from '../copies/whole-sandbox.fixture';
import { resetSandbox } from '../reset/reset-sandbox';
import { isShut } from '../sandbox';
import { liftQuarantine } from '../shut/lift-quarantine';
import { quarantineSandbox } from '../shut/quarantine-sandbox';
import { restoreSandbox } from '../shut/restore-sandbox';
import { resumeSandbox } from '../shut/resume-sandbox';
import { retireSandbox } from '../shut/retire-sandbox';
import { suspendSandbox } from '../shut/suspend-sandbox';
import { enterSandbox } from './enter-sandbox.fixture';
import { type Standing, useStanding } from './standing.fixture';
import { dropLeft } from './worked-on.fixture';

/**
 * Workers that close, open and destroy a sandbox are killed with SIGKILL at random moments between the asking and the end.
 * One that destroys is killed up to three times, since it takes the most steps.
 */
const kills = sizeOf('kill-life');
const seed = seedOf(20_261_201);

useControlDatabase();
useQuickPace();
useProduction();
const workers = useWorkerProcesses();
const standing = useStanding();
let world: World;
let lyingBefore: string[];
let worker: ChildProcess;

beforeAll(async () => {
  lyingBefore = await orphanFolders();
  configure({ RESETS_PER_HOUR: '1000' });
  world = await createWorld({ quota: null });
  await connectProduction(world);
});
afterAll(dropLeft);

type Sandbox = { id: string; slug: string };
type Verb = (sandbox: Sandbox) => Promise<unknown>;

const shut = ({ id }: Sandbox) => ({ sandboxId: id, reason: 'To look at it.' });
const typed = ({ id, slug }: Sandbox) => ({ sandboxId: id, typedName: slug });
const suspend: Verb = (sandbox) => runOrThrow(suspendSandbox, shut(sandbox), world.customer);
const resume: Verb = ({ id }) => runOrThrow(resumeSandbox, { sandboxId: id }, world.customer);
const retire: Verb = (sandbox) => runOrThrow(retireSandbox, typed(sandbox), world.customer);
const restore: Verb = ({ id }) => runOrThrow(restoreSandbox, { sandboxId: id }, world.customer);
const quarantine: Verb = (sandbox) => runOrThrow(quarantineSandbox, shut(sandbox), world.support);
const destroy: Verb = (sandbox) => runOrThrow(destroySandbox, typed(sandbox), world.compliance);
/** Somebody of the house overtakes the opening: it has to end closed. */
const overtake: Verb = async (sandbox) => {
  await resume(sandbox);
  await clock.sleep(random() * 60);
  await quarantine(sandbox);
};

/** What a sandbox goes through before it is destroyed, from one of these states in turn. */
const life: readonly [string, Verb][] = [
  ['close', suspend],
  ['reopen', resume],
  ['close', retire],
  ['reopen', restore],
  ['close', suspend],
  ['reopen', overtake],
];
const destroyedFrom = ['quarantined', 'suspended', 'ready', 'retired'] as const;

const random = seededRandom(seed);
const hits: Record<string, number> = { close: 0, reopen: 0, destroy: 0 };
/** How much stood on the cluster at each kill: it tells that they came between different steps. */
const stages: Record<string, number> = {};
let killed = 0;
let missed = 0;

const unfinished = (sandboxId: string) =>
  db().operation.findMany({ where: { sandboxId, state: { in: ['queued', 'running'] } } });
const settled = (sandboxId: string) =>
  expect.poll(() => unfinished(sandboxId), { timeout: 120_000, interval: 100 }).toEqual([]);

/** Starts another worker and waits until it takes jobs, so that a moment counts from the asking. */
async function startWorker(): Promise<void> {
  worker = workers.startSoon();
  const beating = () => db().heartbeat.count({ where: { kind: 'worker', pid: worker.pid ?? 0 } });
  await expect.poll(beating, { timeout: 60_000, interval: 50 }).toBe(1);
}

/** Asks for something and kills whoever works on it, at most so many times; then lets it end. */
async function disturb(sandbox: Sandbox, [kind, verb]: [string, Verb], most: number): Promise<void> {
  const before = await standing(sandbox.id);
  await verb(sandbox);
  for (let hit = 0; hit < most && killed < kills; ) {
    await chooseMoment(sandbox.id, kind, hit === 0 ? before : await standing(sandbox.id));
    worker.kill('SIGKILL');
    const held = (await unfinished(sandbox.id)).find(({ state }) => state === 'running');
    await look(sandbox, `kill ${killed + 1}, ${kind}`);
    if (held) {
      const { open, objects } = await standing(sandbox.id);
      const stage = `${held.kind} with ${objects} databases and roles, ${open} open`;
      stages[stage] = (stages[stage] ?? 0) + 1;
      hits[held.kind] = (hits[held.kind] ?? 0) + 1;
      killed += 1;
      hit += 1;
    } else missed += 1;
    await startWorker();
    if (!(await heldAgain(sandbox.id))) break;
  }
  await settled(sandbox.id);
  await look(sandbox, `after ${killed} kills, ${kind}`);
}

/**
 * Waits until a worker has done as many of its steps on the cluster as is drawn, none and all among them, and a random
 * moment from then on; no longer than until all is done.
 */
async function chooseMoment(sandboxId: string, kind: string, before: Standing): Promise<void> {
  const steps = kind === 'destroy' ? before.objects : 1;
  const after = Math.floor(random() * (steps + 1));
  for (;;) {
    const work = await unfinished(sandboxId);
    const now = await standing(sandboxId);
    const done = Math.max(Math.abs(now.open - before.open), before.objects - now.objects);
    if (work.length === 0 || (work.some(({ state }) => state === 'running') && done >= after)) break;
    await clock.sleep(1);
  }
  await clock.sleep(random() * (after === 0 ? 200 : 5));
}

/** Whether a living worker holds something of the sandbox, once one does; false when all is done. */
async function heldAgain(sandboxId: string): Promise<boolean> {
  for (;;) {
    const open = await unfinished(sandboxId);
    if (open.length === 0) return false;
    for (const { id } of open) if ((await workers.holderOf(id)) === worker) return true;
    await clock.sleep(20);
  }
}

/** Holds at every moment: one copy in use, at most one open on the cluster, and that one open while the sandbox is in use. */
async function look({ id }: Sandbox, told: string): Promise<void> {
  await expectWhole(id, told);
  const { open } = await standing(id);
  expect(open, told).toBeLessThanOrEqual(1);
  const { state } = await db().sandbox.findUniqueOrThrow({ where: { id } });
  if (state === 'ready') expect(open, told).toBe(1);
  if (isShut(state) && (await unfinished(id)).length === 0) expect(open, told).toBe(0);
}

async function build(): Promise<Sandbox> {
  const content = { ...sampleContent(), tenantId: world.acme.tenantId, seedSetName: '' };
  const { id: requestId } = await runOrThrow(submitRequest, { ...content, shape: 'blank' }, world.customer);
  const sandbox = await db().sandbox.findUniqueOrThrow({ where: { requestId } });
  await settled(sandbox.id);
  return sandbox;
}

/** It is gone from the cluster by names, roles and files, its ledger says so, and its certificate holds. */
async function expectGone({ id }: Sandbox, ids: readonly string[]): Promise<void> {
  const { state } = await db().sandbox.findUniqueOrThrow({ where: { id } });
  expect(state).toBe('destroyed');
  const stored = await db().destructionCertificate.findUniqueOrThrow({ where: { sandboxId: id } });
  const document = destructionCertificate.parse(stored.document);
  const checks = [...checkDestruction(document), ...(await checkDestructionAtDesk(document))];
  expect(checks.filter(({ holds }) => holds === false)).toEqual([]);
  const ledger = await db().clusterObject.findMany({ where: { copyId: { in: [...ids] } } });
  expect(ledger.length).toBeGreaterThan(2);
  expect(ledger.filter(({ goneAt }) => goneAt === null)).toEqual([]);
  const remains = await asSuperuser<{ name: string }>(
    `SELECT name FROM (SELECT datname AS name FROM pg_database UNION ALL SELECT rolname FROM pg_roles) AS objects
      WHERE substring(name FROM '^sb[rl]?_([a-z0-9]+)') = ANY ($1)
     UNION ALL
     SELECT name FROM pg_ls_dir('base') AS name WHERE name = ANY ($2)`,
    [ids, ledger.filter(({ kind }) => kind === 'database').flatMap(({ oids }) => oids.map(String))],
  );
  expect(remains).toEqual([]);
}

/** Its own role gets in exactly while it is in use, and finds the rows that were there. */
async function expectAccess({ id }: Sandbox, rows: Record<string, string>): Promise<void> {
  const { state } = await db().sandbox.findUniqueOrThrow({ where: { id } });
  if (state === 'ready') {
    await (await enterSandbox(id)).end();
    expect(await tableSums((await copyInUse(id)).database ?? '')).toEqual(rows);
  } else await expect(enterSandbox(id)).rejects.toMatchObject({ code: '55000' });
}

test(`${kills} kills over closing, opening and destroying: one copy at most is open, what is destroyed is gone, and nothing waits`, async () => {
  await startWorker();
  let lives = 0;
  while (killed < kills) {
    const sandbox = await build();
    const from = destroyedFrom[lives % destroyedFrom.length];
    if (lives % 2 === 1) {
      await runOrThrow(resetSandbox, typed(sandbox), world.customer);
      await settled(sandbox.id);
    }
    const inside = await enterSandbox(sandbox.id);
    await inside.query("INSERT INTO app.suppliers (code, name, country_code) VALUES ('S7', 'Seven', 'DE')");
    const rows = await tableSums((await copyInUse(sandbox.id)).database ?? '');
    for (const step of life) {
      await disturb(sandbox, step, 1);
      await expectAccess(sandbox, rows);
    }
    await expect(inside.query('SELECT 1')).rejects.toThrow();
    expect(await db().sandbox.findUnique({ where: { id: sandbox.id } })).toMatchObject({
      state: 'quarantined',
    });
    if (from !== 'quarantined') await runOrThrow(liftQuarantine, shut(sandbox), world.compliance);
    if (from === 'ready' || from === 'retired') await disturb(sandbox, ['reopen', resume], 1);
    if (from === 'retired') await disturb(sandbox, ['close', retire], 1);
    await expectAccess(sandbox, rows);
    const ids = await copyIdsOf(sandbox.id);
    await disturb(sandbox, ['destroy', destroy], 3);
    await expectGone(sandbox, ids);
    lives += 1;
  }
  const failed = await db().operation.findMany({ where: { state: { not: 'succeeded' } } });
  for (const { kind, state, failureCode } of failed)
    expect([kind, state, failureCode]).toEqual(['reopen', 'failed', 'state_conflict']);
  const every = await db().sandboxCopy.findMany({ select: { id: true } });
  const own = new Set(every.map(({ id }) => id));
  expect((await reconcileCluster()).filter(({ copyId }) => copyId && own.has(copyId))).toEqual([]);
  expect(await orphanFoldersSince(lyingBefore)).toEqual([]);
  expect((await verifyChain()).broken).toBeNull();
  expect(Math.min(...Object.values(hits))).toBeGreaterThan(0);
  const tally = (counts: Record<string, number>) =>
    Object.entries(counts).map(([name, count]) => `${name}: ${count}`);
  console.warn(
    `kills ${killed}, seed ${seed}: ${tally(hits).join(', ')}; ${missed} came before or after the work; ${lives} sandboxes destroyed and certified, ` +
      `${failed.length} openings were overtaken\n  ${tally(stages).sort().join('\n  ')}`,
  );
}, 1_800_000);
