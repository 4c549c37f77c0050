import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';

/**
 * Applies prisma/migrations in order, each in a transaction of its own, under one advisory lock, so that any number
 * of processes may start at once and exactly one migrates while the others wait. The bookkeeping is Prisma's own
 * `_prisma_migrations`, so that its command line agrees where it can run.
 *
 * Refused: a database that ran a migration whose file has changed since (its checksum differs) or is missing here.
 */

const migrationsFolder = path.resolve('prisma/migrations');

/** Session-level advisory lock; the number is ours alone ("SGMI" in ASCII). */
const lockKey = 0x53474d49;

const bookkeeping = `
  CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    id VARCHAR(36) PRIMARY KEY,
    checksum VARCHAR(64) NOT NULL,
    finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL,
    logs TEXT,
    rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;

/**
 * Brings the control database at `url` up to date, the queue's tables included. Returns the names of the migrations
 * it applied; none when there was nothing to do. May be repeated and run by many at once. `last` is the name of a migration
 * to stop after; tests of upgrades make the database of an earlier release so.
 */
export async function migrate(url: string, last?: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [lockKey]);
    await client.query(bookkeeping);
    const applied = await appliedMigrations(client);
    const present = await readMigrations();
    refuseDrift(applied, present);
    const pending = present.filter(({ name }) => !applied.has(name) && (last === undefined || name <= last));
    for (const migration of pending) await apply(client, migration);
    await migrateQueue(url);
    return pending.map((each) => each.name);
  } finally {
    await client.end();
  }
}

/**
 * The queue's own tables. The pool is ours, since one that is closed does not wait for its sessions: what the server says to
 * one of them then would end the process.
 */
async function migrateQueue(url: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  pool.on('error', () => undefined);
  try {
    await runMigrations({ pgPool: pool });
  } finally {
    await pool.end();
  }
}

/** Names of the migrations that `migrate` would apply, all of them where it never ran; changes nothing. */
export async function pendingMigrations(url: string): Promise<string[]> {
  const { applied, present } = await readState(url);
  return present.filter((each) => !applied.has(each.name)).map((each) => each.name);
}

/**
 * Throws, in words, unless the database at `url` has exactly the migrations of this release: a program of another release
 * would read columns that are gone, or write rows that the present one cannot read. Changes nothing.
 */
export async function requireMigrated(url: string): Promise<void> {
  const { applied, present } = await readState(url);
  refuseDrift(applied, present);
  const [first, ...more] = present.filter(({ name }) => !applied.has(name));
  if (!first) return;
  const others = more.length > 0 ? ` and ${more.length} more` : '';
  throw new Error(
    `The database lacks migration ${first.name}${others} of this release. Stop every web server and worker of the release before, let one npm start migrate it, then start this one again.`,
  );
}

async function readState(
  url: string,
): Promise<{ applied: Map<string, string>; present: readonly Migration[] }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(
      `SELECT FROM pg_class WHERE oid = to_regclass('"_prisma_migrations"')`,
    );
    const applied = rows.length > 0 ? await appliedMigrations(client) : new Map<string, string>();
    return { applied, present: await readMigrations() };
  } finally {
    await client.end();
  }
}

type Migration = { name: string; sql: string; checksum: string };

async function readMigrations(): Promise<Migration[]> {
  const entries = await readdir(migrationsFolder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(path.join(migrationsFolder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function appliedMigrations(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ migration_name: string; checksum: string }>(
    'SELECT migration_name, checksum FROM "_prisma_migrations" WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  );
  return new Map(rows.map((row) => [row.migration_name, row.checksum]));
}

function refuseDrift(applied: Map<string, string>, present: readonly Migration[]): void {
  for (const [name, checksum] of applied) {
    const file = present.find((each) => each.name === name);
    if (!file)
      throw new Error(
        `The database has migration ${name}, which this version does not know; run a later version.`,
      );
    if (file.checksum !== checksum)
      throw new Error(
        `Migration ${name} has changed since it was applied; restore its file and add another one.`,
      );
  }
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(migration.sql);
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), migration.checksum, migration.name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw new Error(`Migration ${migration.name} failed and changed nothing.`, { cause: error });
  }
}
