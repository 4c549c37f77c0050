import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ScrubPlan, scrubPlan } from '@/lib/plan-format/scrub-plan';
import { query } from '@/lib/provisioning/snapshot/promises/two-databases.fixture';
import { asSuperuser, createDatabase, withDatabase } from '@/lib/testing/database';
import { useCapturedOutput } from '../captured-output.fixture';
import { classifyAndKeep } from './classified-plan.fixture';
import { classify } from './classify';
import { planCheck } from './plan-check';
import { snapshot } from './snapshot';

/**
 * `plan check` and `snapshot` refuse the same plans with the same words, before anything is built. Each case changes the
 * source, or the plan's masks, after a plan that both accept.
 */
type Case = [title: string, change: string, code: string, edit?: (plan: ScrubPlan) => void];

const structure = `
  CREATE SCHEMA app;
  CREATE TABLE app.z_words (val text PRIMARY KEY);
  INSERT INTO app.z_words SELECT 'v' || g FROM generate_series(1, 50) g;
  CREATE FUNCTION app.known(v text) RETURNS boolean LANGUAGE sql STABLE AS 'SELECT EXISTS (SELECT FROM app.z_words WHERE val = v)';
  CREATE DOMAIN app.letter AS char(1) CHECK (VALUE <> 'a');
  CREATE TABLE app.item (id int PRIMARY KEY, val text, code text, letter app.letter, country text NOT NULL, number text,
    other char(1), up int);
  INSERT INTO app.item SELECT g, 'v' || g, 'C-' || g, 'x', 'de', g::text, 'x', 1 FROM generate_series(1, 50) g;
  CREATE TABLE app.placed (country text NOT NULL, n int) PARTITION BY LIST (country);
  CREATE TABLE app.placed_de PARTITION OF app.placed FOR VALUES IN ('de', 'at');
  INSERT INTO app.placed VALUES ('de', 1), ('at', 2);`;

const mask = (table: string, column: string, name: string) => (plan: ScrubPlan) => {
  const planned = plan.tables[table]?.columns[column];
  if (planned) Object.assign(planned, { class: 'quasi.identifier', mask: { name } });
};

const cases: Case[] = [
  [
    'a check',
    `ALTER TABLE app.item ADD CHECK (upper(code) LIKE 'C-%')`,
    'check_broken',
    mask('app.item', 'code', 'pseudonym'),
  ],
  [
    'a check that few of a mask’s values break',
    `ALTER TABLE app.item ADD CHECK (other <> '7')`,
    'check_broken',
    mask('app.item', 'other', 'pseudonym'),
  ],
  ['a domain that few of a mask’s values break', '', 'check_broken', mask('app.item', 'letter', 'pseudonym')],
  [
    'a check that reads another table',
    'ALTER TABLE app.item ADD CONSTRAINT val_known CHECK (app.known(val))',
    'check_broken',
    mask('app.item', 'val', 'pseudonym'),
  ],
  [
    'a generated column',
    'ALTER TABLE app.item ADD n int GENERATED ALWAYS AS (number::int) STORED',
    'check_broken',
    mask('app.item', 'number', 'person_name'),
  ],
  [
    'a check of a generated column',
    'ALTER TABLE app.item ADD n text GENERATED ALWAYS AS (lower(code)) STORED CHECK (n <> code)',
    'check_broken',
    mask('app.item', 'code', 'pseudonym'),
  ],
  [
    'an index',
    'CREATE INDEX by_number ON app.item ((number::int))',
    'check_broken',
    mask('app.item', 'number', 'person_name'),
  ],
  ['the partitions', '', 'check_broken', mask('app.placed', 'country', 'pseudonym')],
  ['NOT NULL', '', 'not_null_lost', mask('app.item', 'country', 'null')],
  [
    'a key',
    'ALTER TABLE app.item ADD short varchar(3) UNIQUE; UPDATE app.item SET short = id::text',
    'uniqueness_lost',
    mask('app.item', 'short', 'pseudonym'),
  ],
  [
    'a reference',
    'ALTER TABLE app.item ADD FOREIGN KEY (val) REFERENCES app.z_words',
    'tie_torn',
    mask('app.item', 'val', 'pseudonym'),
  ],
  [
    'an exclusion constraint',
    'ALTER TABLE app.item ADD span int4range; UPDATE app.item SET span = int4range(id, id + 1); ALTER TABLE app.item ADD EXCLUDE USING gist (span WITH &&)',
    'exclusion_unproven',
    mask('app.item', 'span', 'null'),
  ],
  [
    'text in a default',
    `ALTER TABLE app.item ALTER code SET DEFAULT 'ask Maria Schneider first'`,
    'structure_open',
  ],
  [
    'text in a function',
    `CREATE FUNCTION app.who() RETURNS text LANGUAGE sql AS $$SELECT 'maria.schneider@firma.de'$$`,
    'structure_open',
  ],
  ['a new column', 'ALTER TABLE app.item ADD salary int', 'column_appeared'],
  ['a new table', 'CREATE TABLE app.later ()', 'table_appeared'],
  ['a new schema', 'CREATE SCHEMA later; CREATE TABLE later.thing (id int)', 'schema_appeared'],
  [
    'functions in public alone',
    'CREATE FUNCTION public.one() RETURNS int LANGUAGE sql AS $$SELECT 1$$',
    'schema_appeared',
  ],
  [
    'a schema that a key leads to',
    'CREATE SCHEMA far; CREATE TABLE far.t (id int PRIMARY KEY); INSERT INTO far.t VALUES (1); ALTER TABLE app.item ADD FOREIGN KEY (up) REFERENCES far.t',
    'reference_outside',
  ],
];

const output = useCapturedOutput();
const target = `agreed_${process.pid}`;
let folder: string;
let source: Awaited<ReturnType<typeof createDatabase>>;
const file = () => path.join(folder, 'plan.json');

const planned = (...words: string[]) => classifyAndKeep({ source: source.url, file: file(), words, output });

/** Codes and sentences that a command prints; nothing is built meanwhile that it would have to take away. */
async function asked(command: typeof snapshot, plan: ScrubPlan, ...more: string[]) {
  await writeFile(file(), JSON.stringify(plan));
  output.clear();
  const code = await command.run(['--source', source.url, '--plan', file(), ...more]);
  return {
    code,
    said: output
      .text()
      .split('\n')
      .filter((line) => line.startsWith('['))
      .sort(),
  };
}
const toTarget = () => ['--target', withDatabase(source.url, target)];

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'sandgate-agree-'));
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(async () => {
  await asSuperuser(`DROP DATABASE IF EXISTS "${target}" WITH (FORCE)`);
  await source.drop();
});

describe('what snapshot refuses, plan check refuses', () => {
  it.each(cases)('%s', async (_title, change, code, edit) => {
    source = await createDatabase();
    await query(source, structure + (edit ? change : ''));
    const plan = await planned();
    expect(plan.allSchemas).toBe(true);
    expect(await asked(planCheck, plan)).toEqual({ code: 0, said: [] });
    if (edit) edit(plan);
    else await query(source, change);
    const checked = await asked(planCheck, plan);
    expect(checked, checked.said.join('\n')).toMatchObject({ code: 3 });
    expect(checked.said[0]).toContain(`[${code}]`);
    expect(await asked(snapshot, plan, ...toTarget())).toEqual(checked);
  });
});

const role = `limited_${process.pid}`;
const asRole = () => source.url.replace(/\/\/[^@]*@/, `//${role}:limited@`);

it('rights that are missing are refused by both at once, with the role and the statements that help', async () => {
  source = await createDatabase();
  await query(
    source,
    `${structure} CREATE SCHEMA shut; CREATE TABLE shut.t (id serial PRIMARY KEY);
     CREATE TABLE app.own (id int); ALTER TABLE app.own ENABLE ROW LEVEL SECURITY;
     CREATE ROLE ${role} LOGIN PASSWORD 'limited'; GRANT USAGE ON SCHEMA app TO ${role};
     GRANT SELECT ON ALL TABLES IN SCHEMA app TO ${role}; REVOKE SELECT ON app.item FROM ${role};
     GRANT SELECT (id, val) ON app.item TO ${role}`,
  );
  try {
    const plan = await planned();
    mask('app.item', 'code', 'pseudonym')(plan);
    const filtered = plan.tables['app.item'];
    if (filtered) filtered.rowFilter = 'id < 10';
    const owner = source;
    source = { ...owner, url: asRole() };
    const checked = await asked(planCheck, plan);
    expect(checked.code).toBe(3);
    const told = checked.said.join('\n');
    for (const part of [
      /^\[right_missing\] app\.item: .*not "code", .*GRANT SELECT ON app\.item TO limited_/m,
      /^\[right_missing\] The schema "shut": .*GRANT USAGE ON SCHEMA shut TO limited_/m,
      /^\[right_missing\] shut\.t: .*GRANT SELECT ON shut\.t TO limited_/m,
      /^\[right_missing\] shut\.t_id_seq: .*GRANT SELECT ON SEQUENCE shut\.t_id_seq TO limited_/m,
      /^\[rows_hidden\] app\.own: .*BYPASSRLS/m,
    ])
      expect(told).toMatch(part);
    expect(checked.said).toHaveLength(5);
    expect(await asked(snapshot, plan, '--target', withDatabase(owner.url, target))).toEqual(checked);
    source = owner;
  } finally {
    await query(source, `DROP OWNED BY ${role}; DROP ROLE ${role}`);
  }
});

it('a locked table is named by all three, with whoever holds it', async () => {
  source = await createDatabase();
  await query(source, structure);
  const plan = await planned();
  const holder = new Client({ connectionString: source.url, application_name: 'nightly job' });
  await holder.connect();
  try {
    await holder.query('BEGIN; LOCK TABLE app.item IN ACCESS EXCLUSIVE MODE');
    for (const [command, ...words] of [
      [planCheck],
      [snapshot, ...toTarget()],
      [classify, '--out', file()],
    ] as const) {
      await writeFile(file(), JSON.stringify(plan));
      output.clear();
      const plans = command === classify ? [] : ['--plan', file()];
      expect(await command.run(['--source', source.url, ...plans, ...words]), command.name).toBe(5);
      expect(output.text(), command.name).toMatch(
        /app\.item is locked by another session.* application "nightly job", idle in transaction, since .* holds it\. .*pg_terminate_backend/,
      );
    }
  } finally {
    await holder.end();
  }
});

it('a plan for named schemas does not care about another one', async () => {
  source = await createDatabase();
  await query(source, structure);
  const plan = await planned('--schema', 'app');
  expect(plan.allSchemas).toBeUndefined();
  await query(source, 'CREATE SCHEMA later; CREATE TABLE later.thing (id int)');
  expect(await asked(planCheck, plan)).toEqual({ code: 0, said: [] });
});

it('a plan for all schemas takes along a public that holds functions alone', async () => {
  source = await createDatabase();
  await query(source, `CREATE FUNCTION public.one() RETURNS int LANGUAGE sql AS $$SELECT 1$$; ${structure}`);
  const plan = await planned();
  expect(plan.schemas).toEqual(['app', 'public']);
  expect((await asked(snapshot, plan, ...toTarget())).code, output.text()).toBe(0);
  const copied = { ...source, url: withDatabase(source.url, target) };
  expect(await query(copied, 'SELECT public.one()')).toEqual([{ one: 1 }]);
});

it('classify proposes no mask that a check refuses, and names the check where none is left', async () => {
  source = await createDatabase();
  await query(
    source,
    `CREATE TABLE public.employee (id int PRIMARY KEY, gender char(1) NOT NULL CHECK (upper(gender) IN ('M', 'F')),
       first_name text CONSTRAINT short_name CHECK (length(first_name) < 4), mail text CHECK (right(mail, 3) = '.de'));
     INSERT INTO public.employee SELECT g, CASE WHEN g % 2 = 0 THEN 'M' ELSE 'F' END, (ARRAY['Ada', 'Eva', 'Max', 'Tom'])[1 + g % 4],
       'user' || g || '@firma.de' FROM generate_series(1, 60) g;`,
  );
  await rm(file(), { force: true });
  expect(await classify.run(['--source', source.url, '--out', file()])).toBe(0);
  const plan = scrubPlan.parse(JSON.parse(await readFile(file(), 'utf8')));
  const columns = plan.tables['public.employee']?.columns;
  expect(columns?.gender).toMatchObject({ class: 'unclassified' });
  expect(columns?.gender?.evidence?.join(' ')).toContain('employee_gender_check');
  const { said } = await asked(planCheck, plan);
  expect(said.filter((line) => !line.startsWith('[unclassified]'))).toEqual([]);
});
