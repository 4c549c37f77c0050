import { expect, it } from 'vitest';
import { proveSnapshot } from '../../proof/prove-snapshot';
import { masked, planFor } from '../plan.fixture';
import { copy, query, useDatabases } from './two-databases.fixture';

/** Sources that are odd by their size or their names, beyond what shapes.test.ts has. */

const database = useDatabases();

it('2,000 tables that refer to each other come along, each with its rows, proven', async () => {
  const [source, target] = [await database(), await database()];
  for (let from = 0; from < 2_000; from += 500)
    await query(
      source,
      `CREATE SCHEMA IF NOT EXISTS tenant;
       DO $$ BEGIN FOR n IN ${from}..${from + 499} LOOP
         EXECUTE format('CREATE TABLE tenant.t%s (id int PRIMARY KEY, up int %s, name varchar(16))', n,
           CASE WHEN n > 0 THEN format('REFERENCES tenant.t%s', n / 2) ELSE '' END);
         EXECUTE format('INSERT INTO tenant.t%s VALUES (1, %s, ''name %s'')', n, CASE WHEN n > 0 THEN '1' ELSE 'NULL' END, n);
       END LOOP; END $$`,
    );
  const plan = await planFor(source.url, ['tenant'], { 't1999.name': masked.text });
  expect(await copy(plan, source, target)).toMatchObject({ rows: 2_000 });
  const proof = await proveSnapshot(plan, { source, target, jobs: 2 });
  expect(proof.failures).toEqual([]);
  expect(proof.tables).toHaveLength(2_000);
});

it('a document of 100 MB comes along whole where it is kept, and is emptied where it is masked', async () => {
  const [source, target] = [await database(), await database()];
  await query(
    source,
    `CREATE SCHEMA tenant; CREATE TABLE tenant.doc (id int PRIMARY KEY, body jsonb NOT NULL, other jsonb);
     INSERT INTO tenant.doc SELECT 1, jsonb_build_object('who', 'hans@firma.de', 'a', repeat('0123456789abcdef', 6553600)), '{"a": 1}';
     INSERT INTO tenant.doc SELECT 2, '{}', jsonb_build_object('a', repeat('0123456789abcdef', 6553600))`,
  );
  const plan = await planFor(source.url, ['tenant'], {
    'doc.body': { class: 'direct.free_text', mask: { name: 'json', shape: { keys: {} } } },
  });
  expect(await copy(plan, source, target)).toMatchObject({ rows: 2 });
  const read = `SELECT id, length(body::text) AS body, length(other::text) AS other, md5(other::text) AS sum FROM tenant.doc ORDER BY id`;
  const original = await query<{ sum: string }>(source, read);
  expect(await query(target, read)).toMatchObject([
    { body: 2, other: 8 },
    { body: 2, other: 104_857_609, sum: original[1]?.sum },
  ]);
  expect((await proveSnapshot(plan, { source, target, jobs: 1 })).failures).toEqual([]);
});

it('names with quotes, newlines and 63 bytes of any script are masked, joined and proven like others', async () => {
  const [source, target] = [await database(), await database()];
  const long = 'таблица_с_именем_из_63_байт_ю_ю_ю_777777';
  const odd = 'it\'s a "na\nme".%';
  const table = `tenant."${long}"`;
  const column = `"${odd.replaceAll('"', '""')}"`;
  await query(
    source,
    `CREATE SCHEMA tenant; CREATE TABLE ${table} (${column} text PRIMARY KEY, "Σ$1" int GENERATED ALWAYS AS IDENTITY);
     INSERT INTO ${table} (${column}) SELECT 'mail' || g || '@firma.de' FROM generate_series(1, 40) g;
     CREATE TABLE tenant."select" ("from" text REFERENCES ${table}, "ctid " int);
     INSERT INTO tenant."select" SELECT ${column}, 1 FROM ${table} WHERE "Σ$1" % 2 = 0`,
  );
  expect(Buffer.byteLength(long)).toBe(63);
  const plan = await planFor(source.url, ['tenant'], { 'select.from': masked.mail });
  const key = Object.keys(plan.tables).find((name) => name !== 'tenant.select') ?? '';
  Object.assign(plan.tables[key]?.columns[odd] ?? {}, masked.mail);
  await copy(plan, source, target);
  const [joined] = await query(
    target,
    `SELECT count(*)::int AS n, bool_or(t.${column} ~ 'firma') AS raw FROM ${table} t JOIN tenant."select" s ON s."from" = t.${column}`,
  );
  expect(joined).toEqual({ n: 20, raw: false });
  expect((await proveSnapshot(plan, { source, target, jobs: 1 })).failures).toEqual([]);
});

it('a column whose type no mask can fill is refused by name and type, and left out where it may be empty', async () => {
  const [source, target] = [await database(), await database()];
  await query(
    source,
    `CREATE SCHEMA tenant; CREATE TABLE tenant.walk (id int, route path NOT NULL, area polygon);
     INSERT INTO tenant.walk VALUES (1, '((13.4,52.5),(13.5,52.6))', '((13.4,52.5),(13.5,52.6),(13.5,52.5))')`,
  );
  const location = (name: string) => ({ class: 'direct.location', mask: { name } }) as const;
  for (const [name, message] of [
    ['pseudonym', /tenant\.walk, column "route".*path/],
    ['free_text', /tenant\.walk, column "route".*path/],
    ['null', /tenant\.walk, column "route".*NOT NULL/],
  ] as const) {
    const plan = await planFor(source.url, ['tenant'], { 'walk.route': location(name) });
    const failure: unknown = await copy(plan, source, target).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'PlanRefused' });
    expect(String(failure)).toMatch(message);
    expect(String(failure)).not.toMatch(/13\.|52\./);
  }
  expect(await query(target, `SELECT 1 FROM pg_namespace WHERE nspname = 'tenant'`)).toEqual([]);
  const plan = await planFor(source.url, ['tenant'], {
    'walk.route': { class: 'direct.location', mask: { name: 'constant', value: '((0,0),(1,1))' } },
    'walk.area': location('null'),
  });
  await copy(plan, source, target);
  expect(await query(target, 'SELECT route::text, area FROM tenant.walk')).toEqual([
    { route: '((0,0),(1,1))', area: null },
  ]);
});
