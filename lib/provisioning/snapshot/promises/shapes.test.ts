import { describe, expect, it } from 'vitest';
import { proveSnapshot } from '../../proof/prove-snapshot';
import { masked, planFor } from '../plan.fixture';
import { copy, query, useDatabases } from './two-databases.fixture';

const database = useDatabases();

async function pair(sql: string) {
  const [source, target] = [await database(), await database()];
  await query(source, sql);
  return { source, target };
}

const checksum = (tables: string[]) =>
  `SELECT ${tables.map((table) => `(SELECT md5(string_agg(t::text, ',' ORDER BY t::text)) FROM ${table} t)`).join(' || ')} AS sum`;

describe('a copy of an unusual source', () => {
  it('has every row of a table that is read in ranges by several workers', async () => {
    const { source, target } = await pair(
      `CREATE SCHEMA tenant; CREATE TABLE tenant.big (id int PRIMARY KEY, body text);
       INSERT INTO tenant.big SELECT g, repeat(md5(g::text), 8) FROM generate_series(1, 400000) g;
       DELETE FROM tenant.big WHERE id % 7 = 0; CREATE TABLE tenant.small (id int);`,
    );
    const plan = await planFor(source.url, ['tenant']);
    const report = await copy(plan, source, target, { jobs: 3 });
    const sum = `SELECT count(*)::int, sum(id)::text, sum(hashtext(body))::text AS hash FROM tenant.big`;
    expect(await query(target, sum)).toEqual(await query(source, sum));
    expect(report.tables.find((table) => table.table === 'tenant.big')?.rows).toBe(342_858);
  });

  it('has the structure of a tenant without a single row or table', async () => {
    const { source, target } = await pair(
      'CREATE SCHEMA tenant; CREATE TABLE tenant.a (); CREATE TABLE tenant.b (c int GENERATED ALWAYS AS (1) STORED)',
    );
    const plan = await planFor(source.url, ['tenant']);
    expect(await copy(plan, source, target)).toMatchObject({ rows: 0 });
    await query(
      source,
      'CREATE SCHEMA bare; INSERT INTO tenant.a DEFAULT VALUES; INSERT INTO tenant.b DEFAULT VALUES',
    );
    const [other, bare] = [await database(), await database()];
    expect(await copy(plan, source, other)).toMatchObject({ rows: 2 });
    expect(await copy(await planFor(source.url, ['bare']), source, bare)).toMatchObject({ rows: 0 });
  });

  it('has all of 200 tables, of several schemas that refer to each other', async () => {
    const names = Array.from({ length: 100 }, (_, at) => at);
    const { source, target } = await pair(
      `CREATE SCHEMA tenant; CREATE SCHEMA other;
       ${names
         .map(
           (
             at,
           ) => `CREATE TABLE tenant.t${at} (id serial PRIMARY KEY, name text); INSERT INTO tenant.t${at} (name) VALUES ('n${at}');
         CREATE TABLE other.t${at} (id int REFERENCES tenant.t${at}, up int, v text UNIQUE); INSERT INTO other.t${at} VALUES (1, 2, 'x');`,
         )
         .join('\n')}`,
    );
    const plan = await planFor(source.url, ['tenant', 'other'], { 't7.name': masked.name });
    const report = await copy(plan, source, target);
    expect(report.rows).toBe(200);
    expect((await proveSnapshot(plan, { source, target, jobs: 2 })).failures).toEqual([]);
  });

  it('has all of 1,000 columns, masked or not, of most built-in types', async () => {
    const types = [
      'int',
      'text',
      'numeric(12,3)',
      'timestamptz',
      'jsonb',
      'uuid',
      'bytea',
      'date[]',
      'bool',
      'interval',
    ];
    const columns = Array.from({ length: 1_000 }, (_, at) => `c${at} ${types[at % types.length]}`);
    const { source, target } = await pair(
      `CREATE SCHEMA tenant; CREATE TABLE tenant.wide (${columns.join(', ')});
       INSERT INTO tenant.wide (c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c991, c999) VALUES
         (1, E'tab\\tline\\nback\\\\slash', 1.5, 'infinity', '{"a": [1]}', gen_random_uuid(), '\\x00ff', '{2020-01-01,NULL}', true, '1 mon -2 days', 'hans@firma.de', '3 hours')`,
    );
    const plan = await planFor(source.url, ['tenant'], { 'wide.c991': masked.text });
    await copy(plan, source, target);
    const read =
      'SELECT c0, c1, c2, c3::text, c4, c5, c6, c7::text, c8, c9::text, c991, c999::text FROM tenant.wide';
    const [copied, original] = [(await query(target, read))[0], (await query(source, read))[0]];
    expect(copied).toEqual({ ...original, c991: expect.stringMatching(/^Lo?r?e?/) });
  });

  it('has rows of 30 MB, in text and in binary form', async () => {
    const { source, target } = await pair(
      `CREATE SCHEMA tenant; CREATE TYPE tenant.mood AS ENUM ('good', 'it''s');
       CREATE TABLE tenant.plain (id int, body jsonb); CREATE TABLE tenant.named (mood tenant.mood, body jsonb);
       INSERT INTO tenant.plain SELECT 1, jsonb_build_object('a', repeat(md5('x'), 1000000));
       INSERT INTO tenant.named SELECT 'it''s', body FROM tenant.plain`,
    );
    await copy(await planFor(source.url, ['tenant']), source, target);
    const sum = `SELECT md5(body::text) AS md5, id::text FROM tenant.plain UNION ALL SELECT md5(body::text), mood::text FROM tenant.named`;
    expect(await query(target, sum)).toEqual(await query(source, sum));
  });

  it('has what lies in a source that was never analysed, and follows row filters', async () => {
    const { source, target } = await pair(
      `CREATE SCHEMA tenant; CREATE TABLE tenant.t (id int PRIMARY KEY, owner int);
       INSERT INTO tenant.t SELECT g, g % 3 FROM generate_series(1, 300) g`,
    );
    const plan = await planFor(source.url, ['tenant']);
    const filtered = structuredClone(plan);
    Object.assign(filtered.tables['tenant.t'] ?? {}, { rowFilter: 'owner = 1' });
    expect(await copy(filtered, source, target)).toMatchObject({ rows: 100 });
    expect((await proveSnapshot(filtered, { source, target, jobs: 1 })).failures).toEqual([]);
  });

  it('bears the name that it is given, so that no customer’s stands in a sandbox', async () => {
    const { source, target } = await pair(
      `CREATE SCHEMA acme_corp; CREATE TABLE acme_corp.t (id serial PRIMARY KEY, mail text);
       INSERT INTO acme_corp.t (mail) SELECT g || '@firma.de' FROM generate_series(1, 50) g`,
    );
    const plan = await planFor(source.url, ['acme_corp'], { 't.mail': masked.mail });
    await copy(plan, source, target, { targetSchema: 'app' });
    expect(await query(target, checksum(['app.t']))).toHaveLength(1);
    expect(await query(target, `SELECT 1 FROM pg_namespace WHERE nspname = 'acme_corp'`)).toEqual([]);
    expect((await proveSnapshot(plan, { source, target, jobs: 1, targetSchema: 'app' })).failures).toEqual(
      [],
    );
  });
});
