import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createId } from '@/lib/ids';
import { asSuperuser, clusterSuperuserUrl, withDatabase } from '@/lib/testing/database';
import type { BuildOrder } from '../build-order';
import { ownerRole } from '../names';
import { provision } from '../provision';
import { asTenant, openWorkshop, type Workshop } from './workshop.fixture';

/** A tenant's role in its sandbox and around it: what it can do, and everything that it cannot. */
let workshop: Workshop;
let own: BuildOrder;
let other: BuildOrder;
let production: string;
let canary: string;

beforeAll(async () => {
  workshop = await openWorkshop();
  production = new URL(workshop.productionUrl).pathname.slice(1);
  canary = `canary_${createId()}`;
  own = workshop.order({ configuration: ['settings'] });
  other = workshop.order();
  for (const plan of [own, other]) {
    const report = await provision(plan, { ...workshop, signal: new AbortController().signal });
    expect(report.outcome).toBe('done');
  }
});

afterAll(async () => {
  await workshop.drop();
});

test('a tenant reads, adds, changes and deletes rows, uses sequences and calls functions', async () => {
  await asTenant(own, async (client) => {
    await client.query('BEGIN');
    await client.query(`INSERT INTO people (mail) VALUES ('a@example.test')`);
    await client.query(`UPDATE people SET mail = 'b@example.test'`);
    expect((await client.query('SELECT mail FROM people')).rows).toEqual([{ mail: 'b@example.test' }]);
    await client.query('DELETE FROM people');
    await client.query('SELECT n FROM part_count; SELECT * FROM made');
    await client.query('ROLLBACK');
    const settings = await client.query(
      `SELECT current_setting('statement_timeout') AS statement, current_setting('temp_file_limit') AS files`,
    );
    expect(settings.rows).toEqual([{ statement: '1min', files: '256MB' }]);
  });
});

describe('databases that a tenant cannot enter', () => {
  const databases: [string, () => string][] = [
    ['another sandbox', () => `sb_${other.copyId}`],
    ['another baseline', () => `sb_${other.copyId}_1_base`],
    ['its own baseline', () => `sb_${own.copyId}_1_base`],
    ['production', () => production],
    ['postgres', () => 'postgres'],
    ['template1', () => 'template1'],
    ['template0', () => 'template0'],
  ];
  test.each(databases)('%s', async (_name, database) => {
    const entered = asTenant(own, async () => 'in', database());
    await expect(entered).rejects.toMatchObject({ code: expect.stringMatching(/^(42501|55000)$/) });
  });

  test('a database that PUBLIC may enter lets it in: the probe above can fail', async () => {
    const name = `open_${createId()}`;
    await asSuperuser(`CREATE DATABASE ${name}`);
    expect(await asTenant(own, async () => 'in', name)).toBe('in');
    await asSuperuser(`DROP DATABASE ${name} WITH (FORCE)`);
  });
});

describe('what a tenant tries and is refused', () => {
  const probes: [what: string, sql: string | (() => string)][] = [
    ['a program through COPY', `COPY people (mail) FROM PROGRAM 'id'`],
    ['a program through COPY TO', `COPY people TO PROGRAM 'cat'`],
    ['a file through COPY', `COPY people (mail) FROM '/etc/passwd'`],
    ['writing a file through COPY', `COPY people TO '/tmp/x'`],
    ['pg_read_file', `SELECT pg_read_file('postgresql.conf')`],
    ['pg_ls_dir', `SELECT pg_ls_dir('.')`],
    ['pg_stat_file', `SELECT pg_stat_file('PG_VERSION')`],
    ['lo_import', `SELECT lo_import('/etc/passwd')`],
    ['lo_export', `SELECT lo_export(1, '/tmp/x')`],
    ['ALTER SYSTEM', `ALTER SYSTEM SET work_mem = '1GB'`],
    ['a function in C', `CREATE FUNCTION pg_temp.f() RETURNS int LANGUAGE c AS 'libc', 'getpid'`],
    ['an untrusted language', 'CREATE EXTENSION plpython3u'],
    ['a trusted extension', 'CREATE EXTENSION hstore'],
    ['dblink', 'CREATE EXTENSION dblink'],
    ['postgres_fdw', 'CREATE EXTENSION postgres_fdw'],
    ['a foreign server', 'CREATE SERVER s FOREIGN DATA WRAPPER file_fdw'],
    ['a temporary table', 'CREATE TEMP TABLE t (a int)'],
    ['a table in its schema', 'CREATE TABLE workshop.t (a int)'],
    ['a table in public', 'CREATE TABLE public.t (a int)'],
    ['a schema', 'CREATE SCHEMA mine'],
    ['a function', 'CREATE FUNCTION workshop.f() RETURNS int LANGUAGE sql RETURN 1'],
    ['a trigger', 'CREATE TRIGGER t AFTER INSERT ON people EXECUTE FUNCTION refuse()'],
    ['a column', 'ALTER TABLE people ADD COLUMN x int'],
    ['an index', 'CREATE INDEX ON people (mail)'],
    ['a policy', 'CREATE POLICY p ON people'],
    ['lifting row security', 'ALTER TABLE flags DISABLE ROW LEVEL SECURITY'],
    ['reading past row security', 'SET row_security = off; SELECT * FROM flags'],
    ['emptying a table', 'TRUNCATE people'],
    ['dropping a table', 'DROP TABLE people'],
    ['disabling triggers', 'ALTER TABLE settings DISABLE TRIGGER ALL'],
    ['replica mode', 'SET session_replication_role = replica'],
    ['the owner role', `SET ROLE ${ownerRole}`],
    ['the superuser', 'SET ROLE postgres'],
    ['the superuser by session', 'SET SESSION AUTHORIZATION postgres'],
    ['a predefined role', 'SET ROLE pg_read_all_data'],
    ['granting itself a role', () => `GRANT ${ownerRole} TO sbr_${own.copyId}_1`],
    ['the other tenant’s role', () => `SET ROLE sbr_${other.copyId}_1`],
    ['the provisioner', () => `SET ROLE ${workshop.provisioner}`],
    ['making a role', 'CREATE ROLE x'],
    ['raising its own connection limit', () => `ALTER ROLE sbr_${own.copyId}_1 CONNECTION LIMIT 100`],
    ['raising its temporary files', `SET temp_file_limit = '10GB'`],
    ['having its rows logged', `SET log_error_verbosity = 'verbose'`],
    ['making a database', 'CREATE DATABASE x'],
    ['copying the other sandbox', () => `CREATE DATABASE x TEMPLATE sb_${other.copyId}`],
    ['dropping the other sandbox', () => `DROP DATABASE sb_${other.copyId}`],
    ['renaming its own sandbox', () => `ALTER DATABASE sb_${own.copyId} RENAME TO mine`],
    ['letting others in', () => `GRANT CONNECT ON DATABASE sb_${other.copyId} TO PUBLIC`],
    ['passwords', 'SELECT rolpassword FROM pg_authid'],
    [
      'what others run',
      `SELECT query FROM pg_stat_activity WHERE query <> '<insufficient privilege>' AND usename <> current_user`,
    ],
    [
      'ending sessions of others',
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'postgres'`,
    ],
    ['reading server settings files', 'SELECT * FROM pg_hba_file_rules'],
    ['replication', 'SELECT pg_create_physical_replication_slot($$x$$)'],
    ['an event trigger', 'CREATE EVENT TRIGGER e ON ddl_command_start EXECUTE FUNCTION refuse()'],
    ['a publication', 'CREATE PUBLICATION p FOR ALL TABLES'],
    [
      'a subscription',
      `CREATE SUBSCRIPTION s CONNECTION 'dbname=postgres' PUBLICATION p WITH (connect = false)`,
    ],
    ['a DO block that leaves', `DO $$ BEGIN EXECUTE 'SET ROLE ${ownerRole}'; END $$`],
    [
      'changing a builtin operator',
      `CREATE OPERATOR public.= (leftarg = int, rightarg = int, function = int4eq)`,
    ],
    ['a comment on the database', () => `COMMENT ON DATABASE sb_${own.copyId} IS 'x'`],
    ['loading a library', `LOAD 'dblink'`],
    ['statistics of others', 'SELECT * FROM pg_statistic'],
    ['vacuuming a table of another', 'ALTER TABLE parts OWNER TO CURRENT_USER'],
  ];

  test.each(probes)('%s', async (_what, sql) => {
    await asTenant(own, async (client) => {
      const outcome = await client.query(typeof sql === 'string' ? sql : sql()).then(
        (result) => ({ rows: [result].flat().flatMap((each) => each.rows) }),
        (error: Error) => error,
      );
      if (!(outcome instanceof Error)) expect(outcome.rows).toEqual([]);
      else expect(Reflect.get(outcome, 'code')).toMatch(/^(42501|42704|0A000|58P01|55000|0LP01|42P13)$/);
    });
  });
});

test('a notification from one sandbox is not heard in another', async () => {
  await asTenant(own, async (speaker) => {
    await asTenant(other, async (listener) => {
      const heard: string[] = [];
      listener.on('notification', ({ channel }) => heard.push(channel));
      await listener.query(`LISTEN ${canary}`);
      await speaker.query(`NOTIFY ${canary}`);
      await listener.query('SELECT pg_sleep(0.2)');
      expect(heard).toEqual([]);
    });
  });
});

test('more sessions than the plan allows are refused', async () => {
  const clients: Client[] = [];
  const login = new URL(withDatabase(clusterSuperuserUrl(), `sb_${own.copyId}`));
  login.username = `sbr_${own.copyId}_1`;
  login.password = own.role.password;
  try {
    for (let at = 0; at < own.role.connectionLimit; at += 1) {
      const client = new Client({ connectionString: login.href });
      await client.connect();
      clients.push(client);
    }
    await expect(asTenant(own, async () => 'in')).rejects.toMatchObject({ code: '53300' });
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
});

test('the catalogue shows no grant too many: PUBLIC enters nothing, the owner owns no database, tenants belong to nothing', async () => {
  const mine = [`sb_${own.copyId}%`, `sb_${other.copyId}%`];
  const open = await asSuperuser(
    `SELECT d.datname FROM pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
      WHERE (d.datname LIKE ANY ($1) OR d.datname IN ('postgres', 'template1') OR d.datname LIKE 'sbt%')
        AND a.grantee = 0 AND a.privilege_type IN ('CONNECT', 'TEMPORARY') AND d.datallowconn`,
    [mine],
  );
  expect(open).toEqual([]);
  expect(await asSuperuser(`SELECT FROM pg_database WHERE datdba = $1::regrole`, [ownerRole])).toEqual([]);
  const roles = mine.map((name) => name.replace('sb_', 'sbr_'));
  const memberships = await asSuperuser(
    `SELECT FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member WHERE r.rolname LIKE ANY ($1)`,
    [roles],
  );
  expect(memberships).toEqual([]);
  const strong = await asSuperuser(
    `SELECT FROM pg_roles WHERE rolname LIKE ANY ($1) AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls OR rolreplication OR rolinherit)`,
    [roles],
  );
  expect(strong).toEqual([]);
  const owned = await asSuperuser(
    `SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'workshop'::regnamespace AND c.relowner <> $1::regrole`,
    [ownerRole],
    `sb_${own.copyId}`,
  );
  expect(owned).toEqual([]);
});

test('code that production hides in a check or a generated column runs as nobody of ours', async () => {
  const trapped = await openWorkshop(
    `CREATE SCHEMA trapped;
     CREATE TABLE trapped.seen (who text, session text);
     CREATE FUNCTION trapped.spy(v text) RETURNS bool LANGUAGE plpgsql IMMUTABLE AS $$
       BEGIN
         BEGIN EXECUTE 'RESET ROLE'; EXCEPTION WHEN OTHERS THEN NULL; END;
         BEGIN EXECUTE 'SET ROLE NONE'; EXCEPTION WHEN OTHERS THEN NULL; END;
         BEGIN EXECUTE 'CREATE ROLE ${canary} SUPERUSER'; EXCEPTION WHEN OTHERS THEN NULL; END;
         BEGIN EXECUTE 'CREATE ROLE ${canary}'; EXCEPTION WHEN OTHERS THEN NULL; END;
         BEGIN EXECUTE 'GRANT CONNECT ON DATABASE sb_${own.copyId} TO PUBLIC'; EXCEPTION WHEN OTHERS THEN NULL; END;
         RETURN true;
       END $$;
     CREATE DOMAIN trapped.word AS text CHECK (trapped.spy(VALUE));
     CREATE TABLE trapped.kinds (name trapped.word PRIMARY KEY CHECK (trapped.spy(name)), ok bool GENERATED ALWAYS AS (trapped.spy(name)) STORED);
     CREATE INDEX ON trapped.kinds ((trapped.spy(name)));
     CREATE MATERIALIZED VIEW trapped.told AS SELECT trapped.spy(name) FROM trapped.kinds;
     INSERT INTO trapped.kinds (name) VALUES ('one'), ('two');
     DROP ROLE IF EXISTS ${canary};
     REVOKE CONNECT ON DATABASE sb_${own.copyId} FROM PUBLIC`,
    'trapped',
  );
  try {
    const order = trapped.order({
      shape: 'blank',
      product: { schema: 'trapped', referenceTables: ['kinds'], configuration: {} },
    });
    await asSuperuser(`DROP ROLE IF EXISTS ${canary}`);
    const report = await provision(order, { ...trapped, signal: new AbortController().signal });
    expect(report.steps.find(({ step }) => step === 'reference')?.outcome.state).not.toBe('skipped');
    expect(await asSuperuser('SELECT FROM pg_roles WHERE rolname = $1', [canary])).toEqual([]);
    const [opened] = await asSuperuser<{ open: boolean }>(
      `SELECT has_database_privilege('public', $1, 'CONNECT') AS open`,
      [`sb_${own.copyId}`],
    );
    expect(opened?.open).toBe(false);
  } finally {
    await trapped.drop();
  }
});
