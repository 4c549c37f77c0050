import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { snapshot } from '@/bin/commands/snapshots/snapshot';
import { clock } from '@/lib/clock';
import { asSuperuser, createDatabase, withDatabase } from '@/lib/testing/database';
import { readSourceName } from '../../catalogue/read-source-name';
import { buildingName } from '../../names';
import { planFor } from '../plan.fixture';
import { tenantDecisions, tenantSchema, tenantSql } from '../tenant.fixture';

/** Few here, since each costs seconds; what a kill can hit is spread over the whole run by chance. */
const kills = 4;
/** From the start of the process to about the end of its work on a quiet machine. */
const longestLifeMs = 6_000;

let source: Awaited<ReturnType<typeof createDatabase>>;
let folder: string;
const target = `killed_${process.pid}`;

beforeAll(async () => {
  source = await createDatabase();
  folder = await mkdtemp(path.join(os.tmpdir(), 'sandgate-kill-'));
  const client = new Client(source.url);
  await client.connect();
  await client.query(tenantSql(5_000));
  await client.query('RESET ALL');
  const plan = await planFor(source.url, [tenantSchema], tenantDecisions);
  plan.source.server = await readSourceName(client);
  await client.end();
  await writeFile(path.join(folder, 'plan.json'), JSON.stringify(plan));
});

afterAll(async () => {
  for (const name of [target, buildingName(target)])
    await asSuperuser(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
  await source.drop();
  await rm(folder, { recursive: true });
});

const words = () => [
  ...['--source', source.url, '--target', withDatabase(source.url, target)],
  ...['--plan', path.join(folder, 'plan.json'), '--report', path.join(folder, 'report.json')],
];

const databases = async () =>
  (
    await asSuperuser<{ name: string }>(
      'SELECT datname AS name FROM pg_database WHERE datname = ANY ($1) ORDER BY 1',
      [[target, buildingName(target)]],
    )
  ).map((row) => row.name);

/** Of the killed command: in its databases, and the one that makes and renames them, whose statement may outlive it. */
const sessions = async () =>
  (
    await asSuperuser<{ n: number }>(
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name LIKE 'sandgate%' AND (datname = ANY ($1) OR query LIKE '%' || $2 || '%')`,
      [[source.name, target, buildingName(target)], target],
    )
  )[0]?.n;

/** Runs the command in a process of its own and kills it; resolves with whether it was still at work. */
async function runAndKill(afterMs: number): Promise<boolean> {
  const script =
    "import('./bin/commands/snapshots/snapshot.ts').then(({ snapshot }) => snapshot.run(process.argv.slice(1))).then((code) => process.exit(code))";
  const child = spawn(process.execPath, ['--import', 'tsx', '-e', script, '--', ...words()], {
    stdio: 'ignore',
  });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => {
    child.once('exit', (_code, signal) => resolve(signal));
  });
  await clock.sleep(afterMs);
  child.kill('SIGKILL');
  return (await ended) === 'SIGKILL';
}

/** At random inside the kill's share of the run, so that the first one strikes however fast the machine is. */
function momentOf(kill: number): number {
  const share = (longestLifeMs - 500) / kills;
  return 500 + Math.round(kill * share) + randomInt(0, Math.round(share));
}

it(`leaves, killed at ${kills} random moments, never a target in part, and another run makes it whole`, async () => {
  let hit = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    if (await runAndKill(momentOf(kill))) hit += 1;
    await expect.poll(sessions).toBe(0);
    const left = await databases();
    if (left.includes(target)) {
      // It had finished: what stands there is proven, and makes room for the next kill.
      await asSuperuser(`DROP DATABASE "${target}" WITH (FORCE)`);
    }
  }
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const code = await snapshot.run(words());
  expect(code, said.mock.calls.join('\n')).toBe(0);
  said.mockRestore();
  expect(await databases()).toEqual([target]);
  expect(hit).toBeGreaterThan(0);
});
