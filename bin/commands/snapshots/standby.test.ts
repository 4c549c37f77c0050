import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { copySnapshot } from '@/lib/provisioning';
import { query } from '@/lib/provisioning/snapshot/promises/two-databases.fixture';
import { asSuperuser, clusterSuperuserUrl, withDatabase } from '@/lib/testing/database';
import { type Replicated, standbyPrograms, startReplicated } from '@/lib/testing/standby';
import { useCapturedOutput } from '../captured-output.fixture';
import { classifyAndKeep } from './classified-plan.fixture';
import { planCheck } from './plan-check';
import { snapshot } from './snapshot';
import { verify } from './verify';

/** What a standby can be copied from, and what it cannot, is told by name; a machine without the programs skips it and says so. */
const found = standbyPrograms();
const programs = 'programs' in found ? found.programs : '';
const title = 'missing' in found ? `a standby (skipped: ${found.missing})` : 'a standby';

const output = useCapturedOutput();
const target = `standby_${process.pid}`;
let folder: string;
let servers: Replicated;
const file = () => path.join(folder, 'plan.json');
const source = () => withDatabase(servers.standbyUrl, 'shop');
const toTarget = () => withDatabase(clusterSuperuserUrl(), target);

const run = <Row>(url: string, sql: string) => query<Row>({ url }, sql);

async function change(sql: string): Promise<void> {
  await run(withDatabase(servers.primaryUrl, 'shop'), sql);
  await servers.caughtUp();
}

const planned = () => classifyAndKeep({ source: source(), file: file(), proposed: ['mail'], output });

async function asked(command: typeof snapshot, ...more: string[]) {
  output.clear();
  const code = await command.run(['--source', source(), '--plan', file(), ...more]);
  return { code, said: output.text() };
}

/** Work beside a primary that changes and cleans up a table all the time. */
async function whileBusy<Result>(work: () => Promise<Result>): Promise<Result> {
  const busy = new Client(withDatabase(servers.primaryUrl, 'shop'));
  await busy.connect();
  const stop = new AbortController();
  const vacuuming = (async () => {
    while (!stop.signal.aborted) {
      await busy.query('UPDATE app.visit SET busy = busy + 1');
      await busy.query('VACUUM app.visit');
    }
  })();
  try {
    return await work();
  } finally {
    stop.abort();
    await vacuuming;
    await busy.end();
  }
}

const isThere = async () =>
  (await asSuperuser('SELECT FROM pg_database WHERE datname = $1', [target])).length > 0;

describe.skipIf('missing' in found)(title, () => {
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'sandgate-standby-plan-'));
    servers = await startReplicated(programs);
    await run(servers.primaryUrl, 'CREATE DATABASE shop');
    await change(
      `CREATE SCHEMA app; CREATE TABLE app.person (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, mail text NOT NULL UNIQUE);
       INSERT INTO app.person (mail) SELECT 'someone' || n || '@firma.de' FROM generate_series(1, 500) n;
       CREATE TABLE app.visit (id serial PRIMARY KEY, person int NOT NULL REFERENCES app.person, busy int NOT NULL DEFAULT 0);
       INSERT INTO app.visit (person) SELECT 1 + n % 500 FROM generate_series(1, 3000) n`,
    );
  });
  afterAll(async () => {
    await servers.stop();
    await rm(folder, { recursive: true });
  });
  afterEach(() => asSuperuser(`DROP DATABASE IF EXISTS "${target}" WITH (FORCE)`));

  it('gives a masked copy that its proof and a later one pass, sequences included', async () => {
    await planned();
    expect(await asked(planCheck, '--target', toTarget())).toMatchObject({ code: 0 });
    const copied = await asked(snapshot, '--target', toTarget());
    expect(copied.code, copied.said).toBe(0);
    expect(await asked(verify, '--target', toTarget())).toMatchObject({ code: 0 });
    const [counted] = await run<{ visits: number; raw: number; next: string }>(
      toTarget(),
      `SELECT (SELECT count(*)::int FROM app.visit JOIN app.person p ON p.id = person) AS visits,
              (SELECT count(*)::int FROM app.person WHERE mail LIKE 'someone%') AS raw,
              nextval('app.visit_id_seq') AS next`,
    );
    expect(counted).toMatchObject({ visits: 3000, raw: 0 });
    expect(Number(counted?.next)).toBeGreaterThan(3000);
  });

  it('has no rows of unlogged tables, and each of them is named before anything is built', async () => {
    await change(
      'CREATE UNLOGGED TABLE app.scratch (id serial PRIMARY KEY, note text); INSERT INTO app.scratch (note) VALUES (1)',
    );
    try {
      await planned();
      const checked = await asked(planCheck);
      expect(checked.code).toBe(3);
      expect(checked.said).toMatch(
        /\[standby_unfit\] app\.scratch: it is unlogged, and a standby does not have its rows; register the primary, or have its owner set it LOGGED\./,
      );
      expect(await asked(snapshot, '--target', toTarget())).toEqual(checked);
      expect(await isThere()).toBe(false);
    } finally {
      await change('DROP TABLE app.scratch');
    }
  });

  it('gives way to its primary, and the failure says so, with the setting that helps', async () => {
    await planned();
    const made = await whileBusy(() => asked(snapshot, '--target', toTarget()));
    expect(made.code, made.said).toBe(5);
    expect(made.said).toMatch(/is a standby, and applying changes of its primary took precedence/);
    expect(made.said).toMatch(/administrator sets hot_standby_feedback = on .* or register the primary/);
    expect(await isThere()).toBe(false);
  });

  it('gives way in the middle of a copy as well, and the copy says why', async () => {
    const plan = await planned();
    await asSuperuser(`CREATE DATABASE "${target}"`);
    const copying = copySnapshot(plan, {
      source: { url: source() },
      target: { url: toTarget() },
      jobs: 2,
      key: randomBytes(32),
      beforeRelease: ({ signal }) =>
        whileBusy(async () => {
          await once(signal, 'abort');
          throw signal.reason;
        }),
    });
    await expect(copying).rejects.toMatchObject({
      code: 'recovery_conflict',
      remedy: expect.stringContaining('hot_standby_feedback'),
    });
  });
});
