import { afterAll, beforeAll, expect, test } from 'vitest';
import { asSuperuser } from '@/lib/testing/database';
import { provision } from '../provision';
import { nastySchema } from '../structure/nasty-schema.fixture';
import { asTenant, openWorkshop, type Workshop } from './workshop.fixture';

/** Products that are laid out otherwise than the workshop's: a database per tenant, extensions, names that need quoting. */
const workshops: Workshop[] = [];
const never = () => new AbortController().signal;

async function open(sql: string, schema: string): Promise<Workshop> {
  const workshop = await openWorkshop(sql, schema);
  workshops.push(workshop);
  return workshop;
}

let provider: string;

beforeAll(async () => {
  const [row] = await asSuperuser<{ provider: string }>(
    'SELECT datlocprovider AS provider FROM pg_database LIMIT 1',
  );
  provider = row?.provider ?? '';
});

afterAll(async () => {
  for (const workshop of workshops) await workshop.drop();
});

test('a tenant that is a whole database: its schema is public, with extensions inside', async () => {
  const workshop = await open(
    `CREATE EXTENSION citext; CREATE EXTENSION btree_gist;
     CREATE TABLE rooms (id int PRIMARY KEY, name citext UNIQUE);
     CREATE TABLE bookings (room int REFERENCES rooms, during daterange, EXCLUDE USING gist (room WITH =, during WITH &&));
     INSERT INTO rooms VALUES (1, 'Blue');`,
    'public',
  );
  for (const schema of ['public', 'hotel']) {
    const plan = workshop.order({
      shape: 'blank',
      product: { schema, referenceTables: ['rooms'], configuration: {} },
    });
    const report = await provision(plan, { ...workshop, signal: never() });
    expect(report.failure).toBeUndefined();
    await asTenant(plan, async (client) => {
      expect((await client.query(`SELECT id FROM rooms WHERE name = 'BLUE'`)).rows).toEqual([{ id: 1 }]);
      await client.query(`INSERT INTO bookings VALUES (1, '[2025-01-01,2025-01-05)')`);
      await expect(
        client.query(`INSERT INTO bookings VALUES (1, '[2025-01-04,2025-01-06)')`),
      ).rejects.toMatchObject({ code: '23P01' });
    });
  }
});

test('reference tables whose checks read each other, in whatever order they are filled', async () => {
  const workshop = await open(
    `CREATE SCHEMA acme;
     CREATE TABLE acme.z_words (val text PRIMARY KEY);
     CREATE FUNCTION acme.known(v text) RETURNS boolean LANGUAGE sql STABLE
       BEGIN ATOMIC SELECT EXISTS (SELECT FROM acme.z_words WHERE val = v); END;
     CREATE TABLE acme.a_rows (val text, CONSTRAINT val_known CHECK (acme.known(val)));
     INSERT INTO acme.z_words VALUES ('one'); INSERT INTO acme.a_rows VALUES ('one');`,
    'acme',
  );
  const plan = workshop.order({
    shape: 'blank',
    product: { schema: 'hotel', referenceTables: ['a_rows', 'z_words'], configuration: {} },
  });
  const report = await provision(plan, { ...workshop, signal: never() });
  expect(report.failure).toBeUndefined();
  await asTenant(plan, async (client) => {
    expect((await client.query('SELECT val FROM a_rows')).rows).toEqual([{ val: 'one' }]);
    await expect(client.query(`INSERT INTO a_rows VALUES ('two')`)).rejects.toMatchObject({
      constraint: 'val_known',
    });
  });
});

test('a tenant’s database is the one that was named, whatever the URL leads to', async () => {
  const workshop = await open('CREATE SCHEMA t; CREATE TABLE t.a (b text)', 't');
  const own = decodeURIComponent(new URL(workshop.productionUrl).pathname.slice(1));
  const build = (database: string) =>
    provision(
      workshop.order({
        shape: 'blank',
        source: { database, schema: 't' },
        product: { schema: 'n', referenceTables: [], configuration: {} },
      }),
      { ...workshop, signal: never() },
    );
  expect((await build('another')).failure).toMatchObject({ code: 'source_unreachable' });
  expect((await build(own)).failure).toBeUndefined();
});

test('an extension in a schema of its own', async () => {
  const workshop = await open(
    `CREATE SCHEMA extensions; CREATE EXTENSION hstore SCHEMA extensions; CREATE SCHEMA t;
     CREATE TABLE t.things (id int PRIMARY KEY, more extensions.hstore);
     INSERT INTO t.things VALUES (1, 'a=>1')`,
    't',
  );
  const plan = workshop.order({
    shape: 'blank',
    product: { schema: 'shop', referenceTables: ['things'], configuration: {} },
  });
  expect((await provision(plan, { ...workshop, signal: never() })).failure).toBeUndefined();
  expect(
    await asTenant(plan, async (client) => (await client.query('SELECT more::text FROM things')).rows),
  ).toEqual([{ more: '"a"=>"1"' }]);
});

test('a schema of one of nearly everything, under a name that needs quoting', async () => {
  const schema = 'Kunde "Ä"\n№ 7';
  const workshop = await open(nastySchema(schema), schema);
  const plan = workshop.order({
    shape: 'blank',
    source: { schema },
    product: { schema: 'Neutral "n"', referenceTables: ['line\nbreak', 'events', 'base'], configuration: {} },
  });
  const report = await provision(plan, { ...workshop, signal: never() });
  expect(report.failure).toBeUndefined();
  await asTenant(plan, async (client) => {
    await client.query(`INSERT INTO "line\nbreak" (part) VALUES (3)`);
    expect((await client.query(`SELECT id, loud, lazy FROM "line\nbreak"`)).rows).toEqual([
      { id: '10', loud: `IT'S!`, lazy: 4 },
    ]);
  });
});

test('text is ordered and encoded as in production', async () => {
  const workshop = await open('CREATE SCHEMA t; CREATE TABLE t.a (b text)', 't');
  const plan = workshop.order({
    shape: 'blank',
    product: { schema: 't', referenceTables: [], configuration: {} },
  });
  const { database } = await provision(plan, { ...workshop, signal: never() });
  const rules = (name: string) =>
    asSuperuser(
      'SELECT encoding, datcollate, datctype, datlocprovider, datlocale FROM pg_database WHERE datname = $1',
      [name],
    );
  expect(provider).not.toBe('');
  expect(await rules(database)).toEqual(await rules(new URL(workshop.productionUrl).pathname.slice(1)));
});

test('a schema of no tables, and one of 300', async () => {
  const none = await open('CREATE SCHEMA t', 't');
  const plan = none.order({
    shape: 'blank',
    product: { schema: 'n', referenceTables: [], configuration: {} },
  });
  expect((await provision(plan, { ...none, signal: never() })).outcome).toBe('done');
  const tables = Array.from(
    { length: 300 },
    (_, n) => `CREATE TABLE t.t${n} (id bigserial PRIMARY KEY, a text UNIQUE, b int REFERENCES t.t0)`,
  );
  const many = await open(
    `CREATE SCHEMA t; CREATE TABLE t.t0 (id bigserial PRIMARY KEY, a text, b int);${tables.slice(1).join(';')}`,
    't',
  );
  const large = many.order({
    shape: 'blank',
    product: { schema: 'n', referenceTables: [], configuration: {} },
  });
  const report = await provision(large, { ...many, signal: never() });
  expect(report.failure).toBeUndefined();
});
