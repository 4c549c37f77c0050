import { randomBytes } from 'node:crypto';
import { Client, escapeIdentifier } from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { createId, createSecret } from '@/lib/ids';
import { withDatabase } from '@/lib/testing/database';
import { listServers, type ServerKind, type StartedServer } from '@/lib/testing/servers';
import { sizeOf } from '@/lib/testing/sizes';
import { bootstrapCluster, type Login, openToReader } from '../bootstrap-cluster';
import { readServer } from '../catalogue/server/read-server';
import { createSealedDatabase } from '../cluster/create-database';
import { withConnection } from '../connect';
import { memoryLedger } from '../promises/workshop.fixture';
import { proveSnapshot } from '../proof/prove-snapshot';
import { provision } from '../provision';
import { copySnapshot } from '../snapshot/copy-snapshot';
import { planFor } from '../snapshot/plan.fixture';
import { everyRelease, everyReleaseProduct, everyReleaseSeeds } from './every-release.fixture';

/**
 * Each release as a source, with each from 16 on as a cluster that is not older: a snapshot that its own proof and a later
 * one pass, and a blank and a seeded sandbox. Minor releases of a pair may be on either side of each other. `npm test` runs
 * the pair that it has a server for; the long run installs others.
 */

const servers = listServers(sizeOf('versions'));
const clusters = servers.filter(({ major }) => major >= 16);
const results: string[][] = [];

const started = new Map<ServerKind, Promise<StartedServer>>();
function urlOf(server: ServerKind): Promise<string> {
  const starting = started.get(server) ?? server.start();
  started.set(server, starting);
  return starting.then(({ url }) => url);
}

afterAll(async () => {
  for (const row of results) process.stdout.write(`${row.map((cell) => cell.padEnd(26)).join('')}\n`);
  for (const starting of started.values()) await starting.then(({ stop }) => stop()).catch(() => undefined);
});

/** The built-in pg_dump, and each on this machine that knows the source's release. */
const dumpsFor = ({ major }: ServerKind) => [
  { name: 'built-in pg_dump', pgDump: undefined },
  ...servers.flatMap((each) =>
    each.pgDump && each.major >= major ? [{ name: `pg_dump of ${each.name}`, pgDump: each.pgDump }] : [],
  ),
];

const pairs = servers.flatMap((source) =>
  clusters
    .filter(({ major }) => major >= source.major)
    .flatMap((cluster) => dumpsFor(source).map((dump) => ({ source, cluster, dump }))),
);

describe('every release as a source and as a cluster', () => {
  test.each(pairs)('$source.name to $cluster.name by $dump.name', async ({ source, cluster, dump }) => {
    const [from, to] = [await urlOf(source), await urlOf(cluster)];
    const row = [source.name, cluster.name, dump.name];
    results.push(row);
    const production = await database(from);
    try {
      await run(production, everyRelease);
      row.push(await attempt('snapshot', () => snapshot(production, to, dump.pgDump)));
      for (const shape of ['blank', 'seeded'] as const)
        row.push(await attempt(shape, () => sandbox(production, to, shape, dump.pgDump)));
      expect(row.slice(3)).toEqual(['snapshot passed', 'blank passed', 'seeded passed']);
    } finally {
      await dropDatabase(from, production);
    }
  });
});

/** `passed`, or the first sentence about what failed. */
async function attempt(what: string, work: () => Promise<string | undefined>): Promise<string> {
  const failure = await work().catch((thrown: unknown) => String(thrown));
  return `${what} ${failure ?? 'passed'}`;
}

async function snapshot(production: string, cluster: string, pgDump: string | undefined) {
  const copied = await likeSource(production, cluster);
  const native = pgDump === undefined ? {} : { pgDump };
  try {
    const plan = await planFor(production, ['app']);
    const sides = { source: { url: production }, target: { url: copied }, jobs: 2, ...native };
    const failures: string[] = [];
    await copySnapshot(plan, {
      ...sides,
      key: randomBytes(32),
      beforeRelease: async ({ snapshotId, snapshotAt, printed, signal }) => {
        const proof = await proveSnapshot(plan, { ...sides, snapshotId, snapshotAt, printed, signal });
        failures.push(...proof.failures);
      },
    });
    const later = await proveSnapshot(plan, sides);
    return [...failures, ...later.failures][0];
  } finally {
    await dropDatabase(cluster, copied);
  }
}

async function sandbox(
  production: string,
  cluster: string,
  shape: 'blank' | 'seeded',
  pgDump: string | undefined,
) {
  const provisioner = { name: `provisioner_${createId()}`, password: createSecret() };
  const reader = { name: `reader_${createId()}`, password: createSecret() };
  await bootstrapCluster({ superuserUrl: cluster, provisioner, reader });
  await run(
    production,
    `DO $$ BEGIN CREATE ROLE ${reader.name} LOGIN; EXCEPTION WHEN duplicate_object THEN END $$;
     ALTER ROLE ${reader.name} BYPASSRLS PASSWORD '${reader.password}'`,
  );
  await openToReader({ databaseUrl: production, reader: reader.name, schemas: ['app'] });
  const connections = {
    sourceUrl: signIn(production, reader),
    clusterUrl: signIn(cluster, provisioner),
    markKey: 'the key of the test',
    ...(pgDump === undefined ? {} : { pgDump }),
  };
  const plan = {
    copyId: createId(),
    attempt: 1,
    shape,
    source: { schema: 'app' },
    product: everyReleaseProduct,
    configuration: ['settings'],
    seedSet: shape === 'blank' ? null : everyReleaseSeeds,
    role: { password: createSecret(), connectionLimit: 5 },
  };
  const { failure } = await provision(plan, {
    connections,
    ledger: memoryLedger(),
    signal: new AbortController().signal,
  });
  const rows = await query<{ name: string }>(
    cluster,
    `SELECT datname AS name FROM pg_database WHERE datdba = '${provisioner.name}'::regrole`,
  );
  for (const { name } of rows) await dropDatabase(cluster, withDatabase(cluster, name));
  return failure?.message;
}

function signIn(url: string, { name, password }: Login): string {
  const address = new URL(url);
  address.username = name;
  address.password = password;
  return address.href;
}

async function query<Row>(url: string, sql: string): Promise<Row[]> {
  const client = new Client(url);
  await client.connect();
  try {
    const { rows } = await client.query(sql);
    return rows;
  } finally {
    await client.end();
  }
}

const run = (url: string, sql: string) => query<never>(url, sql);

async function database(server: string): Promise<string> {
  const name = `release_${createId()}`;
  await run(server, `CREATE DATABASE ${escapeIdentifier(name)}`);
  return withDatabase(server, name);
}

/** An empty database for a copy, which orders and encodes text as the source does. */
async function likeSource(production: string, server: string): Promise<string> {
  const name = `release_${createId()}`;
  const session = { applicationName: 'sandgate/test' };
  const like = await withConnection(production, { ...session, side: 'source' }, readServer);
  await withConnection(server, { ...session, side: 'target' }, async (client) => {
    await createSealedDatabase(client, name, { like });
    await client.query(`ALTER DATABASE ${escapeIdentifier(name)} ALLOW_CONNECTIONS true`);
  });
  return withDatabase(server, name);
}

async function dropDatabase(server: string, url: string): Promise<void> {
  const name = decodeURIComponent(new URL(url).pathname.slice(1));
  await run(server, `DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`);
}
