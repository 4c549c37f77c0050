import { Client } from 'pg';
import { expect, it } from 'vitest';
import { asSuperuser, createDatabase } from '@/lib/testing/database';
import { objectClasses } from './object-classes';
import { readLeftBehind } from './read-left-behind';

/** Nothing that PostgreSQL can hold is forgotten: its own list of catalogues is walked, and what nobody decided on fails. */
const catalogues = () =>
  asSuperuser<{ name: string; columns: string[] }>(
    `SELECT c.relname::text AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.relkind = 'r' GROUP BY c.relname ORDER BY 1`,
  );

it('every catalogue of the server is decided on, and every decision is about one', async () => {
  expect(Object.keys(objectClasses).sort()).toEqual((await catalogues()).map(({ name }) => name));
});

it('every column of what is copied is decided on', async () => {
  for (const { name, columns } of await catalogues()) {
    const { fate, columns: known = '', without = '' } = objectClasses[name] ?? { fate: 'server' };
    if (known === '') {
      expect(fate, name).not.toBe('copied');
      continue;
    }
    expect([name, ...known.split(' ')]).toEqual([name, ...columns]);
    for (const column of without.split(' ').filter(Boolean)) expect(columns).toContain(column);
  }
});

it('every kind of object that the server can describe lies in a catalogue of the table', async () => {
  const rows = await asSuperuser<{ name: string }>(
    `SELECT DISTINCT classid::regclass::text AS name FROM pg_depend WHERE classid <> 0
     UNION SELECT DISTINCT refclassid::regclass::text FROM pg_depend WHERE refclassid <> 0 ORDER BY 1`,
  );
  for (const { name } of rows) expect(Object.keys(objectClasses)).toContain(name);
});

it('what stays behind is named', async () => {
  const database = await createDatabase();
  const client = new Client(database.url);
  await client.connect();
  try {
    const role = `left_${database.name}`;
    await client.query(`CREATE ROLE ${role}; CREATE TABLE t (id int PRIMARY KEY, n int); GRANT SELECT ON t TO ${role};
      CREATE PUBLICATION p FOR TABLE t; ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO ${role};
      CREATE FUNCTION e() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
      CREATE EVENT TRIGGER et ON ddl_command_end EXECUTE FUNCTION e();
      CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w; CREATE USER MAPPING FOR ${role} SERVER s;
      CREATE SUBSCRIPTION sub CONNECTION 'dbname=nowhere' PUBLICATION p WITH (connect = false, slot_name = NONE);
      COMMENT ON DATABASE ${database.name} IS 'ask Jane'; SELECT lo_create(0);
      ALTER DATABASE ${database.name} SET search_path = 'a secret place';
      CREATE ACCESS METHOD other TYPE TABLE HANDLER heap_tableam_handler;
      INSERT INTO t VALUES (1, 1), (2, 1)`);
    await client.query('CREATE UNIQUE INDEX CONCURRENTLY broken ON t (n)').catch(() => undefined);
    const found = await readLeftBehind(client, ['public']);
    expect(found.map(({ object }) => object)).toEqual([
      '1 large objects',
      'access method other',
      'comment on the database',
      'default privileges of postgres',
      'event trigger et',
      'foreign data wrapper w',
      'invalid index public.broken',
      'publication p',
      'rights of roles on 1 objects',
      'server s',
      'setting search_path of the database',
      'subscription sub',
      'user mapping for server s',
    ]);
    await client.query(`DROP SUBSCRIPTION sub; DROP OWNED BY ${role}; DROP ROLE ${role}`);
  } finally {
    await client.end();
    await database.drop();
  }
});
