import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { closeDb } from '../db/client';
import { migrate } from '../db/migrate';
import { configure } from '../env';
import { createId } from '../ids';
import { clientConfigOf } from '../provisioning';

/** Superuser URL of the run's own PostgreSQL; point it at another database with `withDatabase`. */
export function clusterSuperuserUrl(): string {
  return inject('clusterSuperuserUrl');
}

/** The same server and role, another database. */
export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${encodeURIComponent(database)}`;
  return changed.toString();
}

/**
 * Sessions of the superuser, by database. A session costs the server as much as many statements do, so one that was used
 * a moment ago is used again; no longer than that, since a database with sessions can be neither copied nor renamed, and
 * PostgreSQL waits five seconds for them to end.
 */
const pools = new Map<string, pg.Pool>();

function poolOf(database: string): pg.Pool {
  const known = pools.get(database);
  if (known) return known;
  const config = clientConfigOf(withDatabase(clusterSuperuserUrl(), database));
  const pool = new pg.Pool({ ...config, idleTimeoutMillis: 100, allowExitOnIdle: true });
  // A database may be dropped under an idle session; the next statement opens another.
  pool.on('error', () => {});
  pools.set(database, pool);
  return pool;
}

/** Runs SQL on the maintenance database (or `database`) as superuser and returns the rows. */
export async function asSuperuser<Row extends pg.QueryResultRow>(
  sql: string,
  values: unknown[] = [],
  database = 'postgres',
): Promise<Row[]> {
  return (await poolOf(database).query<Row>(sql, values)).rows;
}

/** An empty database for one test or file; returns its superuser URL and a way to drop it. */
export async function createDatabase(
  name = `test_${createId()}`,
): Promise<{ url: string; name: string; drop: () => Promise<void> }> {
  await asSuperuser(`CREATE DATABASE ${pg.escapeIdentifier(name)} STRATEGY file_copy`);
  return {
    name,
    url: withDatabase(clusterSuperuserUrl(), name),
    drop: async () => {
      await asSuperuser(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`);
    },
  };
}

/** Call at the top of a test file: gives it an empty database of its own, and a superuser's session in it. */
export function useDatabase() {
  let opened: Awaited<ReturnType<typeof createDatabase>> & { client: pg.Client };
  beforeAll(async () => {
    const database = await createDatabase();
    opened = { ...database, client: new pg.Client({ connectionString: database.url }) };
    await opened.client.connect();
  });
  afterAll(async () => {
    await opened.client.end();
    await opened.drop();
  });
  return {
    get url() {
      return opened.url;
    },
    get client() {
      return opened.client;
    },
  };
}

/**
 * Call at the top of a test file that uses commands or queries: gives the file a migrated control database of its own,
 * cloned from one template, and points DATABASE_URL at it.
 */
export function useControlDatabase(): void {
  let name: string;
  beforeAll(async () => {
    const template = await ensureTemplate();
    name = `control_${createId()}`;
    await asSuperuser(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`);
    configure({
      DATABASE_URL: withDatabase(clusterSuperuserUrl(), name),
      AUTH_SECRET: 'a secret of the tests that guards nothing at all',
      NODE_ENV: 'test',
    });
  });
  afterAll(async () => {
    await closeDb();
    await asSuperuser(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  });
}

/** Migrated once per run and set of migrations; test files that arrive together wait for the first. */
async function ensureTemplate(): Promise<string> {
  const migrations = createHash('sha256')
    .update(readdirSync('prisma/migrations').join())
    .digest('hex')
    .slice(0, 8);
  const template = `control_template_${migrations}`;
  const client = new pg.Client({ connectionString: clusterSuperuserUrl() });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock(7001)');
    const known = await client.query('SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate', [
      template,
    ]);
    if (known.rowCount === 0) {
      await client.query(`DROP DATABASE IF EXISTS ${template}`);
      await client.query(`CREATE DATABASE ${template}`);
      await migrate(withDatabase(clusterSuperuserUrl(), template));
      await client.query(`ALTER DATABASE ${template} IS_TEMPLATE true ALLOW_CONNECTIONS false`);
    }
    return template;
  } finally {
    await client.end();
  }
}
