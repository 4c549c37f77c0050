import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { query } from '@/lib/provisioning/snapshot/promises/two-databases.fixture';
import { asSuperuser, createDatabase, withDatabase } from '@/lib/testing/database';
import { useCapturedOutput } from '../captured-output.fixture';
import { classifyAndKeep } from './classified-plan.fixture';
import { classify } from './classify';
import { planCheck } from './plan-check';
import { snapshot } from './snapshot';

/** Definitions that need something from outside of their schemas: it comes along, or is named before anything is built. */
const output = useCapturedOutput();
const target = `named_${process.pid}`;
let folder: string;
let source: Awaited<ReturnType<typeof createDatabase>>;
const file = () => path.join(folder, 'plan.json');
const toTarget = () => withDatabase(source.url, target);

const planned = (...words: string[]) => classifyAndKeep({ source: source.url, file: file(), words, output });

async function asked(command: typeof snapshot, ...more: string[]) {
  output.clear();
  const code = await command.run(['--source', source.url, '--plan', file(), ...more]);
  const lines = output.text().split('\n');
  return { code, said: lines.filter((line) => line.startsWith('[')) };
}

const builder = `builder_${process.pid}`;

const isThere = async () =>
  (await asSuperuser('SELECT FROM pg_database WHERE datname = $1', [target])).length > 0;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'sandgate-named-'));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  source = await createDatabase();
});
afterEach(async () => {
  await asSuperuser(`DROP DATABASE IF EXISTS "${target}" WITH (FORCE)`);
  await source.drop();
});

const textSearch = `CREATE EXTENSION unaccent;
  CREATE TEXT SEARCH CONFIGURATION cfg (COPY = simple);
  ALTER TEXT SEARCH CONFIGURATION cfg ALTER MAPPING FOR word WITH unaccent, simple;
  CREATE TABLE t (id int PRIMARY KEY);`;
const otherSchema = `CREATE SCHEMA app; CREATE FUNCTION public.norm(text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT lower($1) $$;
  CREATE FUNCTION app.n2(text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT public.norm($1) $$;
  CREATE TABLE app.t (id int PRIMARY KEY, mail text); CREATE INDEX ON app.t (app.n2(mail));`;

it('an extension that a text search configuration needs comes along, with everything else', async () => {
  await query(source, `${textSearch} ${otherSchema}`);
  await planned();
  expect(await asked(planCheck)).toEqual({ code: 0, said: [] });
  expect((await asked(snapshot, '--target', toTarget())).code, output.text()).toBe(0);
  const copied = { ...source, url: toTarget() };
  expect(await query(copied, `SELECT to_tsvector('public.cfg', 'élan') AS words`)).toEqual([
    { words: "'elan':1" },
  ]);
});

it('an extension that a text search configuration needs cannot be left behind', async () => {
  await query(source, textSearch);
  const plan = await planned();
  plan.structure['extension unaccent'] = {
    found: ['an extension'],
    shapes: [],
    decision: 'drop',
    reason: 'nobody needs it',
    decidedBy: 'Ada',
  };
  await writeFile(file(), JSON.stringify(plan));
  const checked = await asked(planCheck);
  expect(checked.code).toBe(3);
  expect(checked.said.join()).toMatch(/unaccent.*text search configuration/);
  expect(await asked(snapshot, '--target', toTarget())).toEqual(checked);
  expect(await isThere()).toBe(false);
});

it('a schema that another one needs in the text of a body is named', async () => {
  await query(source, otherSchema);
  await planned('--schema', 'app');
  const checked = await asked(planCheck);
  expect(checked.code).toBe(3);
  expect(checked.said.join()).toMatch(
    /function app\.n2 cannot be copied: it names public\.norm, .*index app\.t_n2_idx calls it.*--schema/,
  );
  expect(await asked(snapshot, '--target', toTarget())).toEqual(checked);
  expect(await isThere()).toBe(false);
});

it('a foreign table is named at once, by both alike', async () => {
  await query(
    source,
    `CREATE EXTENSION file_fdw; CREATE SERVER fs FOREIGN DATA WRAPPER file_fdw;
     CREATE FOREIGN TABLE ft (a text) SERVER fs OPTIONS (filename '/dev/null'); CREATE TABLE t (id int PRIMARY KEY);`,
  );
  await planned();
  const checked = await asked(planCheck);
  expect(checked.code).toBe(3);
  expect(checked.said).toEqual([expect.stringMatching(/foreign table .*ft .*reads another server.*owner/)]);
  expect(await asked(snapshot, '--target', toTarget())).toEqual(checked);
  expect(await isThere()).toBe(false);
});

it('schemas that the source does not have are named, when a plan is made and when it is checked', async () => {
  await query(source, 'CREATE SCHEMA app; CREATE TABLE app.t (id int PRIMARY KEY)');
  await rm(file(), { force: true });
  output.clear();
  const args = [
    '--source',
    source.url,
    '--out',
    file(),
    '--schema',
    'app',
    '--schema',
    'Odd one',
    '--schema',
    'no',
  ];
  expect(await classify.run(args)).toBe(5);
  expect(output.text()).toMatch(/no schema "Odd one", "no"\. Check the name of the schema/);
  await planned('--schema', 'app');
  await query(source, 'DROP SCHEMA app CASCADE');
  const checked = await asked(planCheck);
  expect(checked.code).toBe(3);
  // Its tables are gone with it, and are not told one by one.
  expect(checked.said).toEqual([
    expect.stringMatching(/schema_missing.*no schema "app", .*Read the source again/),
  ]);
  expect(await asked(snapshot, '--target', toTarget())).toEqual(checked);
});

it('a function that sets what a target keeps for superusers is told without a target, and refused for it with one', async () => {
  await query(
    source,
    `CREATE TABLE t (id int PRIMARY KEY); CREATE FUNCTION public.quiet() RETURNS int LANGUAGE sql
       SET log_min_messages = 'error' SET zero_damaged_pages = 'on' SET my.own = 'x' AS $$ SELECT 1 $$;`,
  );
  await planned();
  const sentence =
    /^\[outside_dependency\] The function public\.quiet .*log_min_messages.*; .*zero_damaged_pages, .*administrator/;
  expect(await asked(planCheck)).toEqual({ code: 0, said: [expect.stringMatching(sentence)] });
  await asSuperuser(
    `CREATE ROLE ${builder} LOGIN CREATEDB PASSWORD 'made-up'; GRANT CONNECT ON DATABASE postgres TO ${builder}`,
  );
  try {
    const limited = new URL(toTarget());
    limited.username = builder;
    limited.password = 'made-up';
    const checked = await asked(planCheck, '--target', limited.href);
    expect(checked, output.text()).toEqual({ code: 3, said: [expect.stringMatching(sentence)] });
    expect(checked.said[0]).toContain('GRANT SET ON PARAMETER');
    expect(await asked(snapshot, '--target', limited.href)).toEqual(checked);
    expect(await isThere()).toBe(false);
    expect(await asked(planCheck, '--target', toTarget())).toEqual({ code: 0, said: [] });
  } finally {
    await asSuperuser(`DROP OWNED BY ${builder}; DROP ROLE ${builder}`);
  }
});

it('a role that may not create a database is told before anything is copied, with the statement that helps', async () => {
  await query(source, 'CREATE TABLE t (id int PRIMARY KEY)');
  await planned();
  await asSuperuser(
    `CREATE ROLE ${builder} LOGIN PASSWORD 'made-up'; GRANT CONNECT ON DATABASE postgres TO ${builder}`,
  );
  try {
    const limited = new URL(toTarget());
    limited.username = builder;
    limited.password = 'made-up';
    for (const command of [planCheck, snapshot]) {
      expect((await asked(command, '--target', limited.href)).code).toBe(5);
      expect(output.text()).toMatch(
        /may not create a database\. ALTER ROLE builder_\d+ CREATEDB; .*administrator/,
      );
    }
  } finally {
    await asSuperuser(`DROP OWNED BY ${builder}; DROP ROLE ${builder}`);
  }
});
