import { DatabaseError, escapeIdentifier, Pool, type PoolClient } from 'pg';
import { Problem, tryLater } from '../../command/http/problem';
import { deriveRolePassword } from '../../credentials/derive-role-password';
import { databaseUrl } from '../../db/client';
import { env } from '../../env';
import { sandboxServer } from '../../sandboxes/cluster/sandbox-server';
import type { SandboxPlace } from '../callers/caller';
import { connectionProblem } from './connection-problem';
import type { TableShape } from './table-shape';

/**
 * Connections into sandboxes' databases, each under its sandbox's own role: what the gateway may do there is what
 * PostgreSQL lets that role do, and a mistake here opens no other sandbox.
 *
 * One small pool per database and role. A connection costs many times what a call does, so as many as may be are kept for the
 * next calls: CALL_CONNECTIONS in this process, counted one by one, since most sandboxes are called one call at a time. Several
 * web servers multiply that, so size `max_connections` for all of them. Beyond it, of the organization with the most
 * connections the longest unused pool is closed. Connections close after 20 s of rest, so that a sandbox nobody calls
 * costs the server nothing.
 */
const connectionsPerSandbox = 4;
const idleMs = 20_000;

/** Callers that may wait for a connection of one sandbox; one more is told to come back. */
const mostWaiting = 64;

/** The server gives up first; the two after it cover a server that no longer answers. */
const statementTimeoutMs = 5_000;
const readTimeoutMs = 8_000;
const connectTimeoutMs = 4_000;

type Entry = {
  organizationId: string;
  pool: Pool;
  users: number;
  tables: Map<string, Promise<TableShape | null>>;
};

const holder = globalThis as typeof globalThis & { sandgateSandboxPools?: Map<string, Entry> };

const entries = () => {
  holder.sandgateSandboxPools ??= new Map<string, Entry>();
  return holder.sandgateSandboxPools;
};

/** What `withSandbox` lends: a connection, and the shapes of this database's tables as they were read before. */
export type SandboxSession = { client: PoolClient; tables: Entry['tables'] };

/**
 * Runs `work` on a connection into the sandbox's database. Throws a Problem (503, with Retry-After) when there is none to
 * be had; errors of `work` come back unchanged, and what they may have broken is not lent again.
 */
export async function withSandbox<T>(
  place: SandboxPlace,
  work: (session: SandboxSession) => Promise<T>,
): Promise<T> {
  const entry = entryFor(place);
  if (entry.pool.waitingCount >= mostWaiting)
    throw tryLater('unavailable', 'Too many calls to this sandbox at once.');
  entry.users += 1;
  try {
    makeRoom();
    const client = await entry.pool.connect().catch((error: unknown) => {
      throw connectionProblem(error);
    });
    return await lend(client, () => work({ client, tables: entry.tables }));
  } finally {
    entry.users -= 1;
  }
}

/** Closes every pool; for the end of a program or a test file. */
export async function closeSandboxPools(): Promise<void> {
  const open = [...entries().values()];
  entries().clear();
  await Promise.all(open.map(({ pool }) => pool.end()));
}

async function lend<T>(client: PoolClient, work: () => Promise<T>): Promise<T> {
  try {
    const result = await work();
    client.release();
    return result;
  } catch (error) {
    client.release(!leftInOrder(error));
    throw error;
  }
}

/** Each statement stands alone, so after one that the server merely refused the session is as it was. */
function leftInOrder(error: unknown): boolean {
  if (error instanceof DatabaseError) return !/^(57P|08)/.test(error.code ?? '08');
  return error instanceof Problem;
}

function entryFor(place: SandboxPlace): Entry {
  const name = `${place.database} ${place.role} ${place.schema}`;
  const known = entries().get(name);
  const entry = known ?? {
    organizationId: place.organizationId,
    pool: openPool(place),
    users: 0,
    tables: new Map(),
  };
  entries().delete(name);
  entries().set(name, entry);
  return entry;
}

/** Connections that a pool has, or will have opened for who uses it now. Without any it counts as one, so that pools are bounded too. */
function connectionsOf({ pool, users }: Entry): number {
  return Math.max(1, pool.totalCount, Math.min(users, connectionsPerSandbox));
}

/** Closes unused pools until there are no more connections than may be. Throws a Problem (503) when all are in use. */
function makeRoom(): void {
  let held = 0;
  for (const entry of entries().values()) held += connectionsOf(entry);
  for (; held > env().CALL_CONNECTIONS; held -= closeOneOfMost());
}

/**
 * Closes the longest unused pool of the organization that has the most connections, and returns how many it had: forty
 * sandboxes of one customer take connections from each other, and not from somebody who has one.
 */
function closeOneOfMost(): number {
  const counts = new Map<string, number>();
  for (const entry of entries().values())
    counts.set(entry.organizationId, (counts.get(entry.organizationId) ?? 0) + connectionsOf(entry));
  let chosen: [string, Entry] | null = null;
  for (const [name, entry] of entries()) {
    const held = counts.get(entry.organizationId) ?? 0;
    if (entry.users === 0 && held > (chosen ? (counts.get(chosen[1].organizationId) ?? 0) : 0))
      chosen = [name, entry];
  }
  if (!chosen) throw tryLater('unavailable', 'Too many sandboxes are being called at once.');
  const [name, entry] = chosen;
  const closed = connectionsOf(entry);
  entries().delete(name);
  void entry.pool.end();
  return closed;
}

function openPool(place: SandboxPlace): Pool {
  const pool = new Pool({
    connectionString: sandboxUrl(place),
    application_name: 'sandgate/gateway',
    options: sessionSettings(place.schema),
    max: connectionsPerSandbox,
    idleTimeoutMillis: idleMs,
    connectionTimeoutMillis: connectTimeoutMs,
    query_timeout: readTimeoutMs,
    allowExitOnIdle: true,
  });
  // A resting connection that the server ends (a reset, a destruction) is no failure of ours; without a listener it
  // would end the process.
  pool.on('error', () => undefined);
  return pool;
}

/** The server's address with the sandbox's database and role in place of whatever the URL names. */
function sandboxUrl(place: SandboxPlace): string {
  const url = new URL(sandboxServer() ?? databaseUrl());
  url.pathname = `/${encodeURIComponent(place.database)}`;
  url.username = encodeURIComponent(place.role);
  url.password = encodeURIComponent(deriveRolePassword(place.role));
  for (const ours of ['options', 'application_name', 'user', 'password', 'dbname'])
    url.searchParams.delete(ours);
  return url.href;
}

/** The schema comes first, since triggers and functions of the product expect to find their tables unqualified. */
function sessionSettings(schema: string): string {
  const settings = {
    statement_timeout: String(statementTimeoutMs),
    lock_timeout: '3000',
    idle_in_transaction_session_timeout: '10000',
    client_connection_check_interval: '1000',
    search_path: `${escapeIdentifier(schema)},public`,
    TimeZone: 'UTC',
    DateStyle: 'ISO',
    IntervalStyle: 'iso_8601',
    bytea_output: 'hex',
  };
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value.replace(/[\\ ]/g, '\\$&')}`)
    .join(' ');
}
