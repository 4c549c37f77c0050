import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { certificate } from '@/lib/certificate-format/certificate';
import { scrubPlan } from '@/lib/plan-format/scrub-plan';
import { buildingName } from '@/lib/provisioning';
import { tenantSql } from '@/lib/provisioning/snapshot/tenant.fixture';
import { asSuperuser, createDatabase, withDatabase } from '@/lib/testing/database';
import { useCapturedOutput } from '../captured-output.fixture';
import type { CliCommand } from '../command-line';
import { classify } from './classify';
import { planCheck } from './plan-check';
import { writeJsonFile } from './plan-file';
import { snapshot } from './snapshot';
import { verify } from './verify';

let folder: string;
let source: Awaited<ReturnType<typeof createDatabase>>;
const output = useCapturedOutput();
const target = `copy_${process.pid}`;
const file = (name: string) => path.join(folder, name);

async function run(command: CliCommand, line: string): Promise<number> {
  const words = line.split(' ').map((word) => word.replace('SOURCE', source.url).replace('FOLDER', folder));
  return command.run(words.map((word) => word.replace('TARGET', withDatabase(source.url, target))));
}

async function query(sql: string, url = source.url): Promise<Record<string, unknown>[]> {
  const client = new Client(url);
  await client.connect();
  return client
    .query(sql)
    .then((result) => result.rows)
    .finally(() => client.end());
}

const databases = async () =>
  (
    await asSuperuser<{ name: string }>(
      `SELECT datname AS name FROM pg_database WHERE datname IN ('${target}', '${buildingName(target)}')`,
    )
  ).map((row) => row.name);

/** Decides what the proposal left open, as a person would in the file. */
async function decide(change: (plan: ReturnType<typeof scrubPlan.parse>) => void): Promise<void> {
  const plan = scrubPlan.parse(JSON.parse(await readFile(file('plan.json'), 'utf8')));
  for (const table of Object.values(plan.tables))
    for (const column of Object.values(table.columns))
      if (column.class === 'unclassified')
        Object.assign(column, { class: 'technical', mask: { name: 'keep' }, reason: 'decided in a test' });
  change(plan);
  await writeJsonFile(file('decided.json'), plan);
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'sandgate-cli-'));
  source = await createDatabase();
  await query(tenantSql(400));
});

afterAll(async () => {
  await asSuperuser(`DROP DATABASE IF EXISTS "${target}" WITH (FORCE)`);
  await source.drop();
  await rm(folder, { recursive: true });
});

describe('the command line around snapshots', () => {
  it('classifies, refuses an undecided plan, copies a decided one, and verifies it', async () => {
    expect(await run(classify, '--source SOURCE --schema tenant --out FOLDER/plan.json')).toBe(0);
    const plan = scrubPlan.parse(JSON.parse(await readFile(file('plan.json'), 'utf8')));
    const person = plan.tables['tenant.person'];
    if (person?.columns.token) person.columns.token.class = 'unclassified';
    await writeJsonFile(file('open.json'), plan);
    output.clear();
    expect(await run(snapshot, '--source SOURCE --target TARGET --plan FOLDER/open.json')).toBe(3);
    expect(output.text()).toContain('[unclassified] tenant.person, column "token"');
    expect(await databases()).toEqual([]);

    await decide(() => undefined);
    expect(await run(planCheck, '--source SOURCE --plan FOLDER/decided.json')).toBe(0);
    output.clear();
    const line = '--source SOURCE --schema tenant --target TARGET --plan FOLDER/decided.json --jobs 2';
    expect(await run(snapshot, `${line} --report FOLDER/report.json`), output.text()).toBe(0);
    expect(await databases()).toEqual([target]);
    const report = JSON.parse(await readFile(file('report.json'), 'utf8'));
    expect(certificate.parse(report.certificate)).toMatchObject({ passed: true, comparedWith: 'snapshot' });
    expect(report.certificate.manifest).toBe(report.report.manifest.hash);
    expect(await run(verify, '--source SOURCE --target TARGET --plan FOLDER/decided.json')).toBe(0);
    expect(output.text()).not.toContain('test@127');
  });

  it('ends with 4 where the copy no longer holds what the plan promises', async () => {
    const url = withDatabase(source.url, target);
    await query(`UPDATE tenant.person SET note = 'ask user7@firma-7.de' WHERE id = 7`, url);
    expect(await run(verify, '--source SOURCE --target TARGET --plan FOLDER/decided.json')).toBe(4);
    expect(output.text()).toContain('tenant.person.note holds what looks like a mail address once.');
  });

  it('ends with 5 and leaves the target alone where it exists already', async () => {
    expect(await run(snapshot, '--source SOURCE --target TARGET --plan FOLDER/decided.json')).toBe(5);
    expect(output.text()).toContain('exists already');
    expect(await databases()).toEqual([target]);
  });

  it('ends with 4 and leaves nothing where the plan itself lets people through', async () => {
    await asSuperuser(`DROP DATABASE "${target}" WITH (FORCE)`);
    await decide((plan) => {
      const note = plan.tables['tenant.person']?.columns.mail;
      if (note) Object.assign(note, { class: 'technical', mask: { name: 'keep' } });
      const who = plan.tables['tenant.login']?.columns.who;
      if (who) Object.assign(who, { class: 'technical', mask: { name: 'keep' } });
    });
    expect(await run(snapshot, '--source SOURCE --target TARGET --plan FOLDER/decided.json')).toBe(4);
    expect(output.text()).toContain('looks like a mail address');
    expect(await databases()).toEqual([]);
  });

  it('ends with 3 for a plan that was made for another database', async () => {
    await decide((plan) => {
      plan.source.server = 'database other of cluster 1';
    });
    const plan = '--plan FOLDER/decided.json';
    const before = await readFile(file('decided.json'), 'utf8');
    for (const [command, words] of [
      [planCheck, plan],
      [snapshot, `${plan} --target TARGET`],
      [verify, `${plan} --target TARGET`],
      [classify, '--out FOLDER/decided.json'],
    ] as const) {
      output.clear();
      expect(await run(command, `--source SOURCE ${words}`)).toBe(3);
      expect(output.text()).toContain('was made for database other');
      expect(output.text()).toContain('refused in 1 place.');
    }
    expect(await readFile(file('decided.json'), 'utf8')).toBe(before);
  });

  it('keeps people’s decisions when a source is classified again, but not those on a column that changed', async () => {
    await decide((plan) => {
      for (const name of ['note', 'token'])
        Object.assign(plan.tables['tenant.person']?.columns[name] ?? {}, {
          reason: 'a person said so',
          decidedBy: 'pat',
        });
    });
    await query('ALTER TABLE tenant.person ALTER token TYPE varchar(99)');
    const words = '--source SOURCE --schema tenant --out FOLDER/decided.json --other-source';
    expect(await run(classify, words)).toBe(0);
    const columns = scrubPlan.parse(JSON.parse(await readFile(file('decided.json'), 'utf8'))).tables[
      'tenant.person'
    ]?.columns;
    expect(columns?.note).toMatchObject({ decidedBy: 'pat', reason: 'a person said so' });
    expect(columns?.token).toMatchObject({ class: 'unclassified' });
  });

  it('leaves open what differs from the proposal without saying who decided, and names it', async () => {
    const words = '--source SOURCE --schema tenant --out FOLDER/unsigned.json';
    expect(await run(classify, words)).toBe(0);
    const read = async () => scrubPlan.parse(JSON.parse(await readFile(file('unsigned.json'), 'utf8')));
    const plan = await read();
    const note = plan.tables['tenant.person']?.columns.note;
    if (!note) throw new Error('the plan has no such column');
    const { decidedBy: _nobody, ...rest } = note;
    const edited = { ...rest, class: 'business.value', mask: { name: 'null' }, reason: 'not wanted' };
    Object.assign(plan.tables['tenant.person']?.columns ?? {}, { note: edited });
    await writeFile(file('unsigned.json'), JSON.stringify(plan));
    output.clear();
    expect(await run(classify, words)).toBe(0);
    expect(output.text()).toContain(
      'tenant.person.note: the file differs from what is proposed and names no "decidedBy"',
    );
    const again = (await read()).tables['tenant.person']?.columns.note;
    expect(again).toMatchObject({ class: 'unclassified' });
    expect(again?.mask).toBeUndefined();
  });

  it('ends with 5 and hides the password where the source does not answer', async () => {
    const words = ['--source', 'postgres://someone:topsecret@127.0.0.1:1/x', '--out', file('x.json')];
    expect(await classify.run(words)).toBe(5);
    expect(output.text()).toContain('does not answer');
    expect(output.text()).not.toContain('topsecret');
  });

  it('refuses wrong usage before it connects to anything', async () => {
    await expect(snapshot.run(['--source', 'x'])).rejects.toThrow('are needed');
    await expect(run(snapshot, '--source x --target y --plan FOLDER/none.json')).rejects.toThrow(
      'cannot be read',
    );
    await expect(run(snapshot, '--source x --target y --plan FOLDER/plan.json --jobs many')).rejects.toThrow(
      '--jobs',
    );
    await writeJsonFile(file('no-plan.json'), { formatVersion: 2 });
    await expect(run(planCheck, '--source x --plan FOLDER/no-plan.json')).rejects.toThrow('not a scrub plan');
  });
});
