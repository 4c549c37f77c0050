import { afterAll, beforeAll, expect, test } from 'vitest';
import { asSuperuser } from '@/lib/testing/database';
import { openToReader } from '../bootstrap-cluster';
import { provision } from '../provision';
import { asTenant, namesOf, openWorkshop, tenantSchema, type Workshop } from './workshop.fixture';

/** What lies around a tenant's schema comes into its sandbox as well: extensions, casts, and the rules for text. */
let workshop: Workshop;
let production: string;
const product = { schema: 'workshop', referenceTables: [], configuration: {} };

const sql = `
  CREATE SCHEMA ${tenantSchema}; CREATE SCHEMA tools; CREATE EXTENSION pgcrypto SCHEMA tools;
  CREATE EXTENSION pg_stat_statements; SET search_path = ${tenantSchema};
  CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE CAST (varchar AS mood) WITH INOUT AS IMPLICIT;
  CREATE TABLE t (id int PRIMARY KEY, b text, m mood);
  CREATE FUNCTION hashed() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN NEW.b := encode(tools.digest(NEW.b, 'sha256'), 'hex'); RETURN NEW; END $$;
  CREATE TRIGGER hashed BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION hashed();
  RESET search_path;`;

beforeAll(async () => {
  workshop = await openWorkshop(sql);
  production = new URL(workshop.productionUrl).pathname.slice(1);
});

afterAll(async () => {
  await workshop.drop();
});

async function build() {
  const plan = workshop.order({ shape: 'blank', product });
  const report = await provision(plan, { ...workshop, signal: new AbortController().signal });
  return { plan, report };
}

test('an extension that only a body uses and a cast of an enum work in a sandbox, and a tool of the server is named', async () => {
  for (const origin of ['built', 'copied from its template']) {
    const { plan, report } = await build();
    expect(report.failure, origin).toBeUndefined();
    expect(report.steps[0]?.outcome).toMatchObject({
      detail:
        'The extension "pg_stat_statements" was left behind: it looks at the server itself, and the target does not offer it.',
    });
    await asTenant(plan, (client) => client.query(`INSERT INTO t VALUES (1, 'x', 'ok'::varchar)`));
    const { rows } = await asTenant(plan, (client) => client.query('SELECT length(b) AS n FROM t'));
    expect(rows).toEqual([{ n: 64 }]);
  }
});

test('a sandbox encodes and orders text as its tenant’s database does, and what the cluster lacks is refused by name', async () => {
  await asSuperuser(`DROP DATABASE ${production} WITH (FORCE)`);
  await asSuperuser(
    `CREATE DATABASE ${production} TEMPLATE template0 ENCODING 'LATIN1' LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C'`,
  );
  await asSuperuser(`${sql} CREATE TABLE ${tenantSchema}.w (w text DEFAULT 'é')`, [], production);
  const reader = decodeURIComponent(new URL(workshop.connections.sourceUrl).username);
  await openToReader({ databaseUrl: workshop.productionUrl, reader, schemas: [tenantSchema] });
  const { plan, report } = await build();
  expect(report.failure).toBeUndefined();
  const asked = `SELECT pg_encoding_to_char(encoding) AS encoding, datlocprovider AS provider, datcollate AS collate
                   FROM pg_database WHERE datname LIKE '%' || $1 || '%' ORDER BY 1`;
  const ordered = { encoding: 'LATIN1', provider: 'c', collate: 'C' };
  expect(await asSuperuser(asked, [plan.copyId])).toEqual([ordered, ordered]);
  await asTenant(plan, (client) => client.query('INSERT INTO w DEFAULT VALUES'));
  const { rows } = await asTenant(plan, (client) => client.query('SELECT w FROM w'));
  expect(rows).toEqual([{ w: 'é' }]);

  await asSuperuser(`CREATE COLLATION ${tenantSchema}.odd (provider = libc, locale = 'C')`, [], production);
  await asSuperuser(
    `UPDATE pg_collation SET collcollate = 'tlh_Latn', collctype = 'tlh_Latn' WHERE collname = 'odd'`,
    [],
    production,
  );
  const refused = await build();
  expect(refused.report.failure).toMatchObject({
    code: 'locale_unsupported',
    message: expect.stringMatching(/The collation acme_gmbh.odd needs the locale "tlh_Latn"/),
  });
  expect(await namesOf(refused.plan.copyId)).toEqual([]);
});
