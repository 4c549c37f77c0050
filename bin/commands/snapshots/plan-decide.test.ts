import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PlanColumn, ScrubPlan } from '@/lib/plan-format/scrub-plan';
import { useCapturedOutput } from '../captured-output.fixture';
import { planDecide } from './plan-decide';
import { readPlanFile, writePlanFile } from './plan-file';
import { planOpen } from './plan-open';

/** Thirty open columns, and what one line of the command line makes of them. */

const output = useCapturedOutput();
const open = (evidence: string[]): PlanColumn => ({ type: 'text', class: 'unclassified', evidence });
const named = open(['values differ, and their form is not known to be harmless', 'shapes: Aaaa 90 %']);

const plan: ScrubPlan = {
  formatVersion: 1,
  source: { fingerprint: 'f', server: 's' },
  schemas: ['app'],
  tables: Object.fromEntries(
    Array.from({ length: 15 }, (_, at) => [
      `app.t${at}`,
      {
        columns: {
          id: { type: 'int', class: 'technical', mask: { name: 'keep' }, confidence: 0.8 },
          name: named,
          [`note${at}`]: open(['no values to look at, and a name proves nothing']),
          mail: {
            type: 'text',
            class: 'direct.mail',
            mask: { name: 'mail' },
            reason: 'A mail.',
            decidedBy: 'Ada',
          },
        },
      },
    ]),
  ),
  links: [],
  structure: {},
};

let folder: string;
const file = () => path.join(folder, 'plan.json');
const columnsOf = async (name: string) =>
  Object.values((await readPlanFile(file())).tables).map(({ columns }) => columns[name]);
const keep = ['--class', 'business.value', '--mask', 'keep', '--reason', 'Names of goods.', '--by', 'Tomáš'];
const decide = (patterns: string[], ...words: string[]) =>
  planDecide.run(['--plan', file(), ...patterns.flatMap((each) => ['--columns', each]), ...words]);

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'sandgate-decide-'));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(() => writePlanFile(file(), plan));

it('open columns are listed in groups with the shapes of their values', async () => {
  expect(await planOpen.run(['--plan', file()])).toBe(3);
  expect(output.text()).toContain('15 columns named name: values differ');
  expect(output.text()).toContain('app.t3.name  text  Aaaa 90 %');
  expect(output.text()).toContain('15 columns: no values to look at');
  expect(output.text()).toContain('30 columns are open.');
});

it('two lines decide thirty columns, and nothing else', async () => {
  expect(await decide(['*.name'], ...keep)).toBe(0);
  expect(
    await decide(
      ['app.t*.note*'],
      '--class',
      'direct.free_text',
      '--mask',
      '{"name":"null"}',
      '--reason',
      'Anything.',
      '--by',
      'Tomáš',
    ),
  ).toBe(0);
  expect(await planOpen.run(['--plan', file()])).toBe(0);
  for (const column of await columnsOf('name'))
    expect(column).toMatchObject({ class: 'business.value', mask: { name: 'keep' }, decidedBy: 'Tomáš' });
  expect(await columnsOf('id')).toEqual(Object.values(plan.tables).map(({ columns }) => columns.id));
  expect(await columnsOf('mail')).toEqual(Object.values(plan.tables).map(({ columns }) => columns.mail));
});

it('what was decided is opened again as it was', async () => {
  await decide(['*.name'], ...keep);
  expect(await decide(['*.name'], '--undo')).toBe(0);
  expect(await readPlanFile(file())).toEqual(plan);
});

it('a person’s decision is never overruled, and what is proposed only when asked', async () => {
  expect(await decide(['*.mail', '*.id'], ...keep)).toBe(3);
  expect(output.text()).toContain('No column matches');
  expect(await decide(['*.mail', '*.id'], '--also-proposed', ...keep)).toBe(0);
  expect((await columnsOf('mail'))[0]?.decidedBy).toBe('Ada');
  expect((await columnsOf('id'))[0]?.decidedBy).toBe('Tomáš');
});

describe('refuses', () => {
  it.each([
    [
      'a class that does not exist',
      ['--class', 'harmless', '--mask', 'keep', '--reason', 'x', '--by', 'y'],
      'no class harmless',
    ],
    [
      'a mask that does not exist',
      ['--class', 'technical', '--mask', 'hide', '--reason', 'x', '--by', 'y'],
      'no mask named hide',
    ],
    [
      'parameters that do not fit',
      ['--class', 'technical', '--mask', '{"name":"bucket","width":"wide"}', '--reason', 'x', '--by', 'y'],
      '--mask: width',
    ],
    ['a decision without a reason', ['--class', 'technical', '--mask', 'keep', '--by', 'y'], '--reason'],
  ])('%s, and writes nothing', async (_name, words, says) => {
    await expect(decide(['*'], ...words)).rejects.toThrow(says);
    expect(await readPlanFile(file())).toEqual(plan);
  });
});

it('a dot in a pattern is a dot', async () => {
  expect(await decide(['appXt1Xname'], ...keep)).toBe(3);
  expect(await decide(['app?t1.name'], ...keep)).toBe(3);
});
