import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UsageError } from '../command-line';
import { classify } from './classify';
import { snapshot } from './snapshot';
import { verify } from './verify';

/** Files that cannot be written, or are not what they should be, are refused before anything is read: no source answers here. */
const nobody = 'postgres://nobody:nothing@127.0.0.1:1/none';
let folder: string;
const at = (...names: string[]) => path.join(folder, ...names);
const plan = JSON.stringify({
  formatVersion: 1,
  source: { fingerprint: '', server: 's' },
  schemas: ['app'],
  tables: {},
  links: [],
  structure: {},
});

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'sandgate-files-'));
  await writeFile(at('plan.json'), plan);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const sentence = async (work: Promise<unknown>) => {
  const thrown: unknown = await work.catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(UsageError);
  return String(thrown);
};

const places: [title: string, make: () => Promise<string>, told: RegExp][] = [
  ['a folder', async () => folder, /is a folder; name a file/],
  ['a device', async () => '/dev/null', /\/dev\/null is no file; name a file/],
  [
    'a pipe',
    async () => {
      execFileSync('mkfifo', [at('pipe')]);
      return at('pipe');
    },
    /pipe is no file/,
  ],
  [
    'a link to a device',
    async () => {
      await symlink('/dev/null', at('link'));
      return at('link');
    },
    /link is no file/,
  ],
  [
    'a file in a missing folder',
    async () => at('missing', 'x.json'),
    /there is no folder .*missing\. Create it/,
  ],
  ['a file in a file', async () => at('plan.json', 'x.json'), /there is no folder .*plan\.json\. Create it/],
  [
    'a file in a folder that is closed',
    async () => {
      await mkdir(at('closed'));
      // Closed to everybody, root included: a folder stands where the file is written first.
      await mkdir(at('closed', 'x.json.partial'));
      return at('closed', 'x.json');
    },
    /may not write to the folder .*closed, .*owner let you write/,
  ],
];

describe.each(places)('%s', (_title, make, told) => {
  it('is no place for a plan', async () => {
    const out = await make();
    expect(await sentence(classify.run(['--source', nobody, '--out', out]))).toMatch(told);
  });
  it.each([snapshot, verify])('is no place for a report of $name', async (command) => {
    const report = await make();
    const args = ['--source', nobody, '--target', nobody, '--plan', at('plan.json'), '--report', report];
    expect(await sentence(command.run(args))).toMatch(told);
  });
});

it.each([
  ['nothing', ''],
  ['no JSON', 'tables: {}'],
  ['another JSON', '{"name": "package"}'],
])('a file that holds %s is not taken for an earlier plan, and stays as it is', async (_title, text) => {
  await writeFile(at('other.json'), text);
  const args = ['--source', nobody, '--out', at('other.json')];
  expect(await sentence(classify.run(args))).toMatch(/other\.json is not a scrub plan/);
  expect(await readFile(at('other.json'), 'utf8')).toBe(text);
  expect((await readdir(folder)).sort()).toEqual(['other.json', 'plan.json']);
});

it.each([snapshot, verify])('a report of $name does not take the place of the plan', async (command) => {
  const report = path.join(folder, '.', 'plan.json');
  const args = ['--source', nobody, '--target', nobody, '--plan', at('plan.json'), '--report', report];
  expect(await sentence(command.run(args))).toMatch(/--report and --plan both name/);
  expect(await readFile(at('plan.json'), 'utf8')).toBe(plan);
});
