import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { clock } from '@/lib/clock';
import { buildingName } from '@/lib/provisioning';
import { planFor } from '@/lib/provisioning/snapshot/plan.fixture';
import { query } from '@/lib/provisioning/snapshot/promises/two-databases.fixture';
import { tenantDecisions, tenantSchema, tenantSql } from '@/lib/provisioning/snapshot/tenant.fixture';
import { asSuperuser, createDatabase, withDatabase } from '@/lib/testing/database';
import { writeJsonFile } from './plan-file';

/** The command line's copy as a process of its own, stopped as a person or a system stops it, in the middle of the rows. */
let folder: string;
let source: Awaited<ReturnType<typeof createDatabase>>;
const target = `stopped_${process.pid}`;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'sandgate-stopped-'));
  source = await createDatabase();
  await query(source, tenantSql(2_000));
  const plan = await planFor(source.url, [tenantSchema], tenantDecisions);
  await writeJsonFile(path.join(folder, 'plan.json'), plan);
});
afterAll(async () => {
  await asSuperuser(`DROP DATABASE IF EXISTS "${target}" WITH (FORCE)`);
  await source.drop();
  await rm(folder, { recursive: true });
});

function start(...more: string[]): {
  program: ChildProcess;
  ended: Promise<{ code: unknown; output: string }>;
} {
  const given = ['--source', source.url, '--target', withDatabase(source.url, target)];
  const words = ['snapshot', ...given, '--plan', path.join(folder, 'plan.json'), ...more];
  const program = spawn(process.execPath, ['--import', 'tsx', 'bin/sandgate.ts', ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [program.stdout, program.stderr])
    stream.on('data', (text: Buffer) => {
      output += text.toString();
    });
  const ended = new Promise<{ code: unknown; output: string }>((resolve) =>
    program.once('close', (code, signal) => resolve({ code: code ?? signal, output })),
  );
  return { program, ended };
}

/** Databases that this target left, and sessions of the command line in them and in the source; other tests run beside. */
const remains = async () => {
  const ours = `IN ('${target}', '${buildingName(target)}')`;
  return {
    databases: await asSuperuser(`SELECT datname FROM pg_database WHERE datname ${ours}`),
    sessions: await asSuperuser(
      `SELECT pid FROM pg_stat_activity WHERE application_name = 'sandgate' AND (datname ${ours} OR datname = '${sourceName()}')`,
    ),
  };
};
const sourceName = () => new URL(source.url).pathname.slice(1);

/** Some rows have arrived and most have not: the limit makes the whole take a quarter of a minute. */
async function inTheMiddle(): Promise<void> {
  const copying = `SELECT FROM pg_stat_activity WHERE datname = '${buildingName(target)}' AND query ~ '^COPY .* FROM STDIN'`;
  while ((await asSuperuser(copying)).length === 0) await clock.sleep(50);
}

it.each(['SIGINT', 'SIGTERM'] as const)('%s ends it with 5, a sentence, and nothing left', async (signal) => {
  const { program, ended } = start('--max-mb-per-s', '0.03');
  await inTheMiddle();
  program.kill(signal);
  const { code, output } = await ended;
  expect(code, output).toBe(5);
  expect(output).toMatch(/stopped|cancelled/i);
  expect(output).not.toContain('firma');
  expect(await remains()).toEqual({ databases: [], sessions: [] });
});

it('what SIGKILL leaves is sealed under another name, and gone once the same copy is asked for again', async () => {
  const killed = start('--max-mb-per-s', '0.03');
  await inTheMiddle();
  killed.program.kill('SIGKILL');
  expect((await killed.ended).code).toBe('SIGKILL');
  expect(await asSuperuser(`SELECT FROM pg_database WHERE datname = '${target}'`)).toEqual([]);
  const { code, output } = await start().ended;
  expect(code, output).toBe(0);
  const { databases, sessions } = await remains();
  expect(databases).toEqual([{ datname: target }]);
  expect(sessions).toEqual([]);
});
