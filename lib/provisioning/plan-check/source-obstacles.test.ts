import { Client, type ClientBase } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asSuperuser, createDatabase } from '@/lib/testing/database';
import { listFunctionParameters } from '../catalogue/obstacles/read-function-settings';
import { readLockHolders } from '../catalogue/obstacles/read-lock-holders';
import { readMissingRights } from '../catalogue/obstacles/read-missing-rights';
import { type Offers, readOffers } from '../catalogue/server/read-offers';
import { withConnection } from '../connect';
import { findUnreadable } from './source-obstacles';
import { readSurroundings } from './surroundings/read-surroundings';

const role = `limited_${process.pid}`;
const session = { side: 'source', applicationName: 'sandgate' } as const;

const ask = async (client: ClientBase, schemas: string[], offers?: Offers) => {
  const { refusals, warnings } = await readSurroundings(client, {
    schemas,
    structure: {},
    ...(offers && { offers }),
  });
  const messages = (of: { message: string }[]) => of.map(({ message }) => message);
  return { refusals: messages(refusals), warnings: messages(warnings) };
};

let database: Awaited<ReturnType<typeof createDatabase>>;

beforeAll(async () => {
  database = await createDatabase();
  await asSuperuser(
    `CREATE ROLE ${role} LOGIN PASSWORD 'limited';
     CREATE SCHEMA app; CREATE SCHEMA shut; CREATE SCHEMA "Odd one";
     CREATE FUNCTION public.norm(text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT lower($1) $$;
     CREATE FUNCTION public.plain(text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT lower($1) $$;
     CREATE FUNCTION app.n2(text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT public.norm($1) $$;
     CREATE FUNCTION app.seldom(text) RETURNS text LANGUAGE sql AS $$ SELECT "public" . plain($1) $$;
     CREATE FUNCTION app.alone(text) RETURNS text LANGUAGE sql AS $$ SELECT 'republic.norm, public.normal' $$;
     CREATE FUNCTION app.by_path(text) RETURNS text LANGUAGE sql SET search_path = "Odd one", public AS $$ SELECT norm($1) $$;
     CREATE FUNCTION app.own(text) RETURNS text LANGUAGE sql AS $$ SELECT $1 $$;
     CREATE FUNCTION public.own(text) RETURNS text LANGUAGE sql AS $$ SELECT $1 $$;
     CREATE FUNCTION app.by_own(text) RETURNS text LANGUAGE sql SET search_path = app, public AS $$ SELECT own($1) $$;
     CREATE FUNCTION app.strict() RETURNS int LANGUAGE sql SET log_min_messages = 'error' SET work_mem = '1MB'
       SET search_path = app SET my.own = 'x' SET role = 'none' AS $$ SELECT 1 $$;
     CREATE TABLE app.t (id serial PRIMARY KEY, mail text, note text);
     CREATE INDEX by_mail ON app.t (app.n2(mail));
     CREATE INDEX by_plain ON app.t (public.plain(note));
     CREATE TABLE "Odd one"."A b" (id int);
     CREATE TABLE shut.hidden (id int);
     GRANT USAGE ON SCHEMA app, "Odd one" TO ${role}; GRANT SELECT (id, mail) ON app.t TO ${role}`,
    [],
    database.name,
  );
});

afterAll(async () => {
  await database.drop();
  await asSuperuser(`DROP ROLE ${role}`);
});

test('every schema, table, column and sequence that may not be read is named at once, with its GRANT', async () => {
  const url = new URL(database.url);
  url.username = role;
  url.password = 'limited';
  const schemas = ['app', 'shut', 'Odd one'];
  await withConnection(url.href, session, async (client) => {
    const missing = await readMissingRights(client, schemas);
    expect(missing.map(({ grant }) => grant).sort()).toEqual([
      `GRANT SELECT ON "Odd one"."A b" TO ${role}`,
      `GRANT SELECT ON SEQUENCE app.t_id_seq TO ${role}`,
      `GRANT SELECT ON app.t TO ${role}`,
      `GRANT SELECT ON shut.hidden TO ${role}`,
      `GRANT USAGE ON SCHEMA shut TO ${role}`,
    ]);
    const refusals = await findUnreadable(client, schemas);
    const told = refusals.map(({ message }) => message).join('\n');
    // Operators read the statements, customers do not.
    expect(refusals.map(({ aside }) => aside)).toEqual(missing.map(({ grant }) => `${grant};`));
    expect(told).toMatch(/app\.t: .*some columns and not "note", and needs the right on the whole table/);
    expect(told).not.toContain(role);
  });
  // A table that may not be read and of which a policy hides rows is told once, with both.
  await asSuperuser('ALTER TABLE shut.hidden ENABLE ROW LEVEL SECURITY', [], database.name);
  await withConnection(url.href, session, async (client) => {
    const found = (await findUnreadable(client, schemas)).filter(({ table }) => table === 'shut.hidden');
    expect(found.map(({ message }) => message)).toEqual([
      'shut.hidden: the role that reads the source may not read this table; row security hides rows from this role; its owner grants it; read with a role that bypasses it (BYPASSRLS).',
    ]);
  });
  // Whoever may read everything is told of nothing.
  await withConnection(database.url, session, async (client) =>
    expect(await findUnreadable(client, schemas)).toEqual([]),
  );
});

test('what the schemas of a plan use in others is refused by name, all at once, also where a body names it in text', async () => {
  await withConnection(database.url, session, async (client) => {
    const { refusals, warnings } = await ask(client, ['app']);
    const told = refusals.join('\n');
    expect(told).toMatch(/index app\.by_plain cannot be copied: it uses the function public\.plain\(text\)/);
    expect(told).toMatch(
      /function app\.n2 cannot be copied: it names public\.norm, .* index app\.by_mail calls it/,
    );
    expect(told).toMatch(/classify with one more --schema/);
    expect(refusals).toHaveLength(2);
    expect(warnings).toEqual([
      expect.stringMatching(/function app\.by_path will fail .*: it names public\.norm/),
      expect.stringMatching(/function app\.seldom will fail .*: it names public\.plain/),
      expect.stringMatching(/function app\.strict may be refused by a target: it sets .*log_min_messages/),
    ]);
    const both = await ask(client, ['app', 'public']);
    expect(both).toEqual({ refusals: [], warnings: warnings.slice(2) });
  });
});

test('an object that cannot be copied for several reasons is told once, with all of them', async () => {
  await asSuperuser(
    `CREATE SCHEMA many; CREATE TYPE public.tone AS ENUM ('low'); CREATE TABLE public.tones (tone public.tone);
     CREATE VIEW many.v AS SELECT t.tone, public.plain('x') AS plain FROM public.tones t;
     CREATE FUNCTION many.f(public.tone) RETURNS int LANGUAGE internal SET log_min_messages = 'error' AS 'int4um';`,
    [],
    database.name,
  );
  await withConnection(database.url, session, async (client) => {
    const offers = { extensions: new Map(), superuser: false, roles: [] };
    const { refusals } = await ask(client, ['many'], {
      ...offers,
      parameters: new Map([['log_min_messages', 'kept']]),
    });
    expect(refusals).toEqual([
      expect.stringMatching(
        /^The function f cannot be copied: language internal may .*; it uses the type public\.tone, .*; it sets the parameter log_min_messages, /,
      ),
      expect.stringMatching(
        /^The view many\.v cannot be copied: it uses .*public\.plain.*public\.tones.*public\.tone,/,
      ),
    ]);
  });
  await asSuperuser('DROP SCHEMA many CASCADE', [], database.name);
});

test('a function that sets what the target keeps for superusers, or does not have, is named with what helps', async () => {
  const url = new URL(database.url);
  url.username = role;
  url.password = 'limited';
  await withConnection(database.url, session, async (source) => {
    const parameters = await listFunctionParameters(source, ['app']);
    const find = (target: string, names = parameters) =>
      withConnection(target, { ...session, side: 'target' }, async (client) => {
        const offers = await readOffers(client, { parameters: names });
        return { offers, ...(await ask(source, ['app', 'public'], offers)) };
      });
    const limited = await find(url.href, [...parameters, 'session_preload_libraries', 'no_such_setting']);
    expect(limited.refusals).toEqual([
      expect.stringMatching(
        /function app\.strict .*sets the parameter log_min_messages, .*GRANT SET ON PARAMETER/,
      ),
    ]);
    expect(Object.fromEntries(limited.offers.parameters)).toEqual({
      log_min_messages: 'kept',
      'my.own': 'settable',
      no_such_setting: 'unknown',
      role: 'settable',
      search_path: 'settable',
      session_preload_libraries: 'kept',
      work_mem: 'settable',
    });
    await asSuperuser(`GRANT SET ON PARAMETER log_min_messages TO ${role}`);
    try {
      expect((await find(url.href)).refusals).toEqual([]);
    } finally {
      await asSuperuser(`REVOKE SET ON PARAMETER log_min_messages FROM ${role}`);
    }
    expect(
      (await find(database.url, [...parameters, 'no_such_setting'])).offers.parameters.get('no_such_setting'),
    ).toBe('unknown');
    expect((await find(database.url)).refusals).toEqual([]);
  });
});

test('who holds a table is told by process, application and state, and never by its query', async () => {
  const holder = new Client({ connectionString: database.url, application_name: 'nightly job' });
  await holder.connect();
  try {
    await holder.query(`BEGIN; LOCK TABLE app.t IN ACCESS EXCLUSIVE MODE; SELECT 'a-value-of-a-row'`);
    const { rows } = await holder.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await withConnection(database.url, session, async (client) => {
      const holders = await readLockHolders(client);
      expect(holders).toEqual([
        {
          schema: 'app',
          name: 't',
          holder: expect.stringMatching(
            new RegExp(
              `^process ${rows[0]?.pid}, role "[^"]+", application "nightly job", idle in transaction, since .* UTC holds it$`,
            ),
          ),
        },
      ]);
      expect(JSON.stringify(holders)).not.toContain('a-value-of-a-row');
    });
  } finally {
    await holder.end();
  }
});
