import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { asSuperuser, clusterSuperuserUrl } from '@/lib/testing/database';
import type { BuildOrder, EngineConnections, SeedTable } from '../build-order';
import { provision } from '../provision';
import { namesOf, openWorkshop, product, seedSet, tenantSchema, type Workshop } from './workshop.fixture';

/** Whatever goes wrong has a code and names what is at fault, and nothing is left behind. */
let workshop: Workshop;
let production: string;
const never = () => new AbortController().signal;

beforeAll(async () => {
  workshop = await openWorkshop();
  production = new URL(workshop.productionUrl).pathname.slice(1);
});

afterAll(async () => {
  await workshop.drop();
});

async function expectFailure(plan: BuildOrder, failure: object, connections?: Partial<EngineConnections>) {
  const report = await provision(plan, {
    ...workshop,
    connections: { ...workshop.connections, ...connections },
    signal: never(),
  });
  expect(report.failure).toMatchObject(failure);
  expect(report).toMatchObject({ outcome: 'failed', leftovers: [] });
  expect(report.failure?.remedy).toMatch(/\.$/);
  expect(JSON.stringify(report)).not.toMatch(/postgres:\/\/|secret part|customer\.example/);
  expect(await namesOf(plan.copyId)).toEqual([]);
  expect(await workshop.ledger.list(plan.copyId)).toEqual([]);
}

describe('what production must not hold is refused before anything is built', () => {
  const outside = "CREATE SCHEMA IF NOT EXISTS shared; CREATE TYPE shared.tone AS ENUM ('low');";
  const cases: [named: string, sql: string][] = [
    [
      'foreign table distant',
      "CREATE EXTENSION file_fdw; CREATE SERVER files FOREIGN DATA WRAPPER file_fdw; CREATE FOREIGN TABLE t.distant (line text) SERVER files OPTIONS (filename '/etc/passwd')",
    ],
    ['function native', "CREATE FUNCTION t.native(int, int) RETURNS int LANGUAGE internal AS 'int4pl'"],
    [
      'function tight',
      'CREATE FUNCTION t.tight(int) RETURNS bool LANGUAGE sql IMMUTABLE LEAKPROOF RETURN true',
    ],
    ['operator family odd', 'CREATE OPERATOR FAMILY t.odd USING btree'],
    [
      'cast from t.mark to integer',
      'CREATE SCHEMA beside; CREATE TYPE t.mark AS (n int); CREATE FUNCTION beside.to_int(t.mark) RETURNS int LANGUAGE sql RETURN ($1).n; CREATE CAST (t.mark AS int) WITH FUNCTION beside.to_int',
    ],
    ['policy some_role on people', 'CREATE POLICY some_role ON t.people TO pg_read_all_data USING (true)'],
    [
      'function t.loud cannot be copied: it sets the parameter log_min_messages',
      "CREATE FUNCTION t.loud() RETURNS int LANGUAGE sql SET log_min_messages = 'error' RETURN 1",
    ],
    [
      'function t.n2 cannot be copied: it names shared.norm, whose schema is not in the plan, and table constraint said',
      `${outside} CREATE FUNCTION shared.norm(text) RETURNS text LANGUAGE sql IMMUTABLE RETURN $1;
       CREATE FUNCTION t.n2(text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT shared.norm($1) $$;
       ALTER TABLE t.people ADD CONSTRAINT said CHECK (t.n2('x') = 'x')`,
    ],
    ['table column t.people.tone', `${outside} ALTER TABLE t.people ADD tone shared.tone`],
    [
      'extension "moddatetime" is needed by trigger',
      'CREATE EXTENSION moddatetime SCHEMA t; CREATE TRIGGER stamp BEFORE UPDATE ON t.events FOR EACH ROW EXECUTE FUNCTION t.moddatetime(at)',
    ],
    [
      'function talks()',
      'CREATE FUNCTION t.talks() RETURNS bigint LANGUAGE plpgsql AS $$ BEGIN RETURN (SELECT count(*) FROM t.people); END $$',
    ],
    [
      'function hides()',
      "CREATE FUNCTION t.hides() RETURNS text LANGUAGE sql AS $$ SELECT to_regclass('t.people')::text $$",
    ],
    ['column people.at', "ALTER TABLE t.people ADD at text DEFAULT 't.people'::text"],
  ];

  beforeAll(async () => {
    await asSuperuser(`CREATE DATABASE ${production}_kept TEMPLATE ${production}`);
  });
  afterEach(async () => {
    await asSuperuser(`DROP DATABASE ${production} WITH (FORCE)`);
    await asSuperuser(`CREATE DATABASE ${production} TEMPLATE ${production}_kept`);
  });
  afterAll(async () => {
    await asSuperuser(`DROP DATABASE ${production}_kept`);
  });

  test.each(cases)('%s', async (named, sql) => {
    await asSuperuser(
      sql.replace(/\bt\./g, `${tenantSchema}.`).replace('SCHEMA t', `SCHEMA ${tenantSchema}`),
      [],
      production,
    );
    const message = expect.stringContaining(named.replace(/\bt\./g, `${tenantSchema}.`));
    await expectFailure(workshop.order(), { code: 'unsupported_object', message });
  });
});

describe('what the plan says must fit', () => {
  const withTable = (change: Partial<SeedTable>): Partial<BuildOrder> => ({
    seedSet: {
      ...seedSet,
      sha256: Math.random().toString(),
      tables: seedSet.tables.map((table, at) => (at === 0 ? { ...table, ...change } : table)),
    },
  });
  const read = (text: string) => () => Readable.from([Buffer.from(text)]);
  const broken = () =>
    new Readable({
      read() {
        this.destroy(new Error('disk is gone'));
      },
    });
  const cases: [what: string, change: Partial<BuildOrder>, failure: object][] = [
    [
      'fewer rows than promised',
      withTable({ rows: 4 }),
      { code: 'seed_set_invalid', message: expect.stringContaining('4 rows of parts') },
    ],
    [
      'an unknown table',
      withTable({ table: 'nothing' }),
      { code: 'seed_set_invalid', message: expect.stringContaining('nothing') },
    ],
    [
      'an unknown column',
      withTable({ columns: ['id', 'colour'] }),
      { code: 'seed_set_invalid', message: expect.stringContaining('colour') },
    ],
    [
      'a generated column',
      withTable({ columns: ['id', 'label'] }),
      { code: 'seed_set_invalid', message: expect.stringContaining('label') },
    ],
    [
      'rows of a reference table',
      withTable({ table: 'countries', columns: ['code'] }),
      { code: 'seed_set_invalid', message: expect.stringContaining('countries') },
    ],
    [
      'a malformed row',
      withTable({ read: read('1,A\n') }),
      { code: 'data_invalid', message: expect.stringContaining('parts') },
    ],
    [
      'a value of the wrong type',
      withTable({ read: read('1,A,secret part,,,\n') }),
      { code: 'data_invalid' },
    ],
    [
      'a file that cannot be read',
      withTable({ read: broken }),
      { code: 'seed_set_invalid', message: 'The rows of parts cannot be read.' },
    ],
    [
      'a duplicate key',
      withTable({ read: read('1,A,made,,,\n1,B,made,,,\n2,C,made,,,\n') }),
      { code: 'data_invalid', sqlstate: '23505' },
    ],
    [
      'a reference to nothing',
      withTable({ read: read('1,A,made,,,\n2,B,made,,99,\n3,C,made,,,\n') }),
      { code: 'data_invalid', sqlstate: '23503' },
    ],
    [
      'an unknown reference table',
      { product: { ...product, referenceTables: ['nowhere'] } },
      { code: 'product_mismatch', message: expect.stringContaining('nowhere') },
    ],
    ['an unknown schema', { source: { schema: 'nobody' } }, { code: 'schema_missing' }],
  ];
  test.each(cases)('%s', async (_what, change, failure) => {
    await expectFailure(workshop.order(change), failure);
  });

  const contradictions: [what: string, change: Partial<BuildOrder>][] = [
    ['an id that needs quoting', { copyId: 'x"; DROP' }],
    ['an id that is too short', { copyId: 'abc' }],
    ['attempt 0', { attempt: 0 }],
    ['seeded without a seed set', { seedSet: null }],
    ['blank with a seed set', { shape: 'blank', seedSet }],
    ['an unknown configuration part', { configuration: ['people'] }],
    ['a password that is no secret', { role: { password: 'short', connectionLimit: 1 } }],
    ['no connections', { role: { password: 'x'.repeat(40), connectionLimit: 0 } }],
  ];
  test.each(contradictions)('%s is refused before any connection is opened', async (_what, change) => {
    const plan = workshop.order(change);
    await expect(provision(plan, { ...workshop, signal: never() })).rejects.toMatchObject({
      code: 'plan_invalid',
    });
  });
});

describe('servers and rights', () => {
  const dead = 'postgres://nobody:secret-word@127.0.0.1:1/none';

  test('a source or a cluster that does not answer', async () => {
    await expectFailure(workshop.order(), { code: 'source_unreachable' }, { sourceUrl: dead });
    const plan = workshop.order();
    const report = await provision(plan, {
      ...workshop,
      connections: { ...workshop.connections, clusterUrl: dead },
      signal: never(),
    });
    expect(report).toMatchObject({ outcome: 'failed', failure: { code: 'target_unreachable' } });
    expect(report.leftovers).toContain(`sb_${plan.copyId}_1`);
    expect(JSON.stringify(report)).not.toContain('secret-word');
  });

  test('a wrong password', async () => {
    const wrong = new URL(workshop.connections.sourceUrl);
    wrong.password = 'wrong';
    await expectFailure(
      workshop.order(),
      { code: 'rights_missing', sqlstate: '28P01' },
      { sourceUrl: wrong.href },
    );
  });

  test('a source that could be written to', async () => {
    await expectFailure(workshop.order(), { code: 'source_writable' }, { sourceUrl: workshop.productionUrl });
    const reader = new URL(workshop.connections.sourceUrl).username;
    await asSuperuser(`GRANT UPDATE ON ${tenantSchema}.people TO ${reader}`, [], production);
    await expectFailure(workshop.order(), {
      code: 'source_writable',
      message: expect.stringContaining('people'),
    });
    await asSuperuser(`REVOKE UPDATE ON ${tenantSchema}.people FROM ${reader}`, [], production);
  });

  test('a table that may not be read, and one whose rows a policy hides', async () => {
    const reader = new URL(workshop.connections.sourceUrl).username;
    await asSuperuser(`REVOKE SELECT ON ${tenantSchema}.people FROM ${reader}`, [], production);
    await expectFailure(workshop.order(), {
      code: 'rights_missing',
      message: expect.stringContaining('people'),
    });
    await asSuperuser(`GRANT SELECT ON ${tenantSchema}.people TO ${reader}`, [], production);
    await asSuperuser(`ALTER ROLE ${reader} NOBYPASSRLS`);
    await expectFailure(workshop.order(), {
      code: 'rights_missing',
      message: expect.stringContaining('flags'),
    });
    await asSuperuser(`ALTER ROLE ${reader} BYPASSRLS`);
  });

  test.each([
    ['CREATEDB', 'NOCREATEDB', 'CREATEDB'],
    ['CREATEROLE', 'NOCREATEROLE', 'CREATEROLE'],
  ])('a provisioner without %s', async (right, take, give) => {
    await asSuperuser(`ALTER ROLE ${workshop.provisioner} ${take}`);
    try {
      await expectFailure(workshop.order(), {
        code: 'rights_missing',
        message: expect.stringContaining(right),
      });
    } finally {
      await asSuperuser(`ALTER ROLE ${workshop.provisioner} ${give}`);
    }
  });

  test('a table that somebody holds locked', async () => {
    const { Client } = await import('pg');
    const holder = new Client({ connectionString: workshop.productionUrl });
    await holder.connect();
    try {
      await holder.query(`BEGIN; LOCK TABLE ${tenantSchema}.countries IN ACCESS EXCLUSIVE MODE`);
      await expectFailure(workshop.order(), { code: 'lock_timeout' });
    } finally {
      await holder.end();
    }
  });

  test('a ledger that refuses: no object is made without its intent', async () => {
    const plan = workshop.order();
    const ledger = {
      ...workshop.ledger,
      intend: async () => Promise.reject(new Error('control database is away')),
    };
    const report = await provision(plan, { ...workshop, ledger, signal: never() });
    expect(report).toMatchObject({ outcome: 'failed', failure: { code: 'internal' } });
    expect(await namesOf(plan.copyId)).toEqual([]);
  });

  test('the cluster’s superuser is not needed: the provisioner is none', async () => {
    const rows = await asSuperuser(
      'SELECT rolsuper, rolbypassrls, rolreplication FROM pg_roles WHERE rolname = $1',
      [workshop.provisioner],
    );
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolreplication: false }]);
    expect(workshop.connections.clusterUrl).not.toBe(clusterSuperuserUrl());
  });
});
