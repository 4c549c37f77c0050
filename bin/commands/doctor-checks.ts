import pg from 'pg';
import { databaseUrl } from '@/lib/db/client';
import { pendingMigrations } from '@/lib/db/migrate';
import { env } from '@/lib/env';
import { countLiving, listDeadJobs, readQueue } from '@/lib/jobs/read-queue';
import { listOwnDatabases } from '@/lib/products/list-own-databases';
import { sourceUrl } from '@/lib/products/source-url';
import { clientConfigOf, serverOf } from '@/lib/provisioning';
import { type DumpedServer, judgeDump, releaseIn } from './doctor-dump';
import type { Check, Finding } from './doctor-finding';
import { judgeLog, type LoggedServer, readLogSettings } from './doctor-logs';

/** The single looks of `sandgate doctor`, each with sentences for an operator. */

const ok = (text: string): Finding => ({ isOk: true, text });
const wrong = (text: string): Finding => ({ isOk: false, text });
const advice = (text: string): Finding => ({ isOk: true, isAdvice: true, text });

/** What the engine relies on: pg_stat_activity columns, MERGE and per-parameter grants came with 15, tested with 18. */
const oldestServer = 150_000;

export const checks: readonly Check[] = [
  { title: 'Control database (DATABASE_URL)', look: lookAtControl },
  { title: 'Cluster for sandboxes (CLUSTER_URL)', look: lookAtCluster },
  { title: 'Production databases (SOURCE_URLS)', look: lookAtSources },
  { title: 'Databases of single tenants', look: lookAtOwnDatabases },
  { title: 'pg_dump (PG_DUMP)', look: lookAtDump },
  { title: 'Logs of the servers', look: lookAtLogs },
  { title: 'Queue and workers', look: lookAtQueue },
  { title: 'Signing in', look: async () => lookAtSignIn() },
];

async function lookAtControl(): Promise<Finding[]> {
  const url = databaseUrl();
  const server = await withClient(url, describeServer);
  const pending = await pendingMigrations(url);
  return [
    server,
    pending.length === 0
      ? ok('every migration is applied')
      : wrong(`${pending.length} migrations wait (${pending.join(', ')}): npm start applies them`),
  ];
}

async function lookAtCluster(): Promise<Finding[]> {
  const url = env().CLUSTER_URL;
  if (!url)
    return [wrong('CLUSTER_URL is not set: name the server that sandboxes are built on, or use npm start')];
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ super: boolean; db: boolean; role: boolean }>(
      `SELECT rolsuper AS super, rolcreatedb AS db, rolcreaterole AS role FROM pg_roles WHERE rolname = current_user`,
    );
    const rights = rows[0] ?? { super: false, db: false, role: false };
    return [
      await describeServer(client),
      rights.db && rights.role
        ? ok('the role may create databases and roles')
        : wrong('the role needs CREATEDB and CREATEROLE: ALTER ROLE … CREATEDB CREATEROLE'),
      rights.super
        ? wrong('the role is a superuser: sandboxes must be built by one that is not')
        : ok('the role is no superuser'),
      await openDatabases(client),
      adviseServer(url),
    ];
  });
}

/** A web server that holds CLUSTER_URL could drop every sandbox, and one with SOURCE_URLS could read production. */
function adviseServer(clusterUrl: string): Finding {
  const set = env().SANDBOX_SERVER;
  if (set === undefined)
    return advice(
      `give the web server SANDBOX_SERVER=${serverOf(clusterUrl)} in place of CLUSTER_URL and SOURCE_URLS: it signs in under the sandboxes' own roles alone`,
    );
  const [given, meant] = [new URL(set), new URL(clusterUrl)].map(({ host }) => host);
  return given === meant
    ? ok('SANDBOX_SERVER is the same server')
    : advice(`SANDBOX_SERVER names ${given} and CLUSTER_URL ${meant}: both must lead to the same server`);
}

/** A database that PUBLIC may enter is one that every tenant role may enter. */
async function openDatabases(client: pg.Client): Promise<Finding> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT d.datname AS name FROM pg_database d
     WHERE d.datallowconn
       AND EXISTS (SELECT FROM aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
                   WHERE a.grantee = 0 AND a.privilege_type IN ('CONNECT', 'TEMPORARY'))
     ORDER BY 1`,
  );
  if (rows.length === 0) return ok('no database is open to PUBLIC');
  const names = rows.map((row) => row.name).join(', ');
  return wrong(`open to PUBLIC: ${names}; REVOKE CONNECT, TEMPORARY ON DATABASE … FROM PUBLIC`);
}

async function lookAtSources(): Promise<Finding[]> {
  const sources = Object.entries(env().SOURCE_URLS);
  if (sources.length === 0) return [wrong('SOURCE_URLS names no production database: nothing can be built')];
  const found = await Promise.all(sources.map(([slug, url]) => lookAtSource(slug, () => url)));
  return found.flat();
}

/** One after the other: they lie on few servers, whose connections production needs. */
async function lookAtOwnDatabases(): Promise<Finding[]> {
  const tenants = await listOwnDatabases();
  const found: Finding[] = [];
  for (const { product, database } of tenants)
    found.push(
      ...(await lookAtSource(`${product.slug}, ${database || 'no database'}`, () =>
        sourceUrl(product, { database }),
      )),
    );
  return found.length > 0 ? found : [ok('no tenant has a database of its own')];
}

async function lookAtSource(what: string, urlOf: () => string): Promise<Finding[]> {
  try {
    return await withClient(urlOf(), async (client) => {
      const { rows } = await client.query<{ writes: boolean; readonly: string }>(
        `SELECT current_setting('default_transaction_read_only') AS readonly,
                (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
                OR EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                           WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
                             AND has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')) AS writes`,
      );
      const [row] = rows;
      return [
        ok(`${what}: reachable`),
        row?.writes
          ? wrong(`${what}: the role may write to production; give it SELECT alone`)
          : ok(`${what}: the role may write to no table`),
      ];
    });
  } catch (error) {
    return [wrong(`${what}: not reachable (${error instanceof Error ? error.message : String(error)})`)];
  }
}

/** Tenants' own databases are on the servers of SOURCE_URLS. Servers that are not reached are told above. */
async function lookAtDump(): Promise<Finding[]> {
  const { CLUSTER_URL, SOURCE_URLS, PG_DUMP = '' } = env();
  const named = [
    ...Object.entries(SOURCE_URLS).map(([what, url]) => ({ what, url, isRead: true })),
    ...(CLUSTER_URL ? [{ what: 'the cluster', url: CLUSTER_URL, isRead: false }] : []),
  ];
  const servers = await Promise.all(
    named.map(async ({ what, url, isRead }): Promise<DumpedServer[]> => {
      const version = await withClient(url, async (client) => {
        const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
        return rows[0]?.server_version ?? '';
      }).catch(() => '');
      const release = releaseIn(version);
      return release ? [{ what, release, isRead }] : [];
    }),
  );
  return judgeDump(PG_DUMP, servers.flat());
}

/** Servers that are not reached are told above. */
async function lookAtLogs(): Promise<Finding[]> {
  const { CLUSTER_URL, SOURCE_URLS } = env();
  const named: [string, LoggedServer, string][] = [
    ['the control database', 'control', databaseUrl()],
    ...(CLUSTER_URL ? [['the cluster', 'cluster', CLUSTER_URL] as [string, LoggedServer, string]] : []),
    ...Object.entries(SOURCE_URLS).map(([slug, url]): [string, LoggedServer, string] => [
      slug,
      'source',
      url,
    ]),
  ];
  const found = await Promise.all(
    named.map(([what, server, url]) =>
      withClient(url, async (client) => [judgeLog(what, server, await readLogSettings(client))]).catch(
        () => [],
      ),
    ),
  );
  return found.flat();
}

async function lookAtQueue(): Promise<Finding[]> {
  const [queue, living, dead] = await Promise.all([readQueue(), countLiving(), listDeadJobs()]);
  const waiting = `${queue.waiting} jobs wait, ${queue.running} run`;
  const waitedS = Math.round(queue.oldestWaitingMs / 1000);
  return [
    living.worker > 0
      ? ok(`${living.worker} workers live`)
      : wrong('no worker lives: start one with npm run worker'),
    living.web > 0 ? ok(`${living.web} web servers live`) : wrong('no web server lives: npm run web'),
    waitedS > 300 ? wrong(`${waiting}; the oldest for ${waitedS} s: start more workers`) : ok(waiting),
    ...dead.map((job) =>
      wrong(`job ${job.id} (${job.name}) gave up after ${job.attempts} tries: ${job.lastError ?? 'no word'}`),
    ),
  ];
}

function lookAtSignIn(): Finding[] {
  const { AUTH_SECRET, OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, SMTP_URL, SANDGATE_DEMO } = env();
  const hasProvider = Boolean(OIDC_ISSUER && OIDC_CLIENT_ID && OIDC_CLIENT_SECRET);
  const ways = [
    ...(hasProvider ? ['the identity provider'] : []),
    ...(SMTP_URL ? ['links by mail'] : []),
    ...(SANDGATE_DEMO ? ['the demo people, without any proof'] : []),
  ];
  return [
    AUTH_SECRET ? ok('AUTH_SECRET is set') : wrong('AUTH_SECRET is not set: 32 characters or more'),
    ways.length > 0
      ? ok(`people sign in by ${ways.join(', ')}`)
      : wrong('nobody can sign in: set OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET, or SMTP_URL'),
    ...(OIDC_ISSUER && !hasProvider
      ? [wrong('OIDC_ISSUER needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET')]
      : []),
  ];
}

async function describeServer(client: pg.Client): Promise<Finding> {
  const { rows } = await client.query<{ number: string; name: string }>(
    `SELECT current_setting('server_version_num') AS number, current_setting('server_version') AS name`,
  );
  const name = `PostgreSQL ${rows[0]?.name ?? 'of an unknown version'}`;
  return Number(rows[0]?.number ?? 0) >= oldestServer
    ? ok(`reachable, ${name}`)
    : wrong(`${name} is too old; 15 or later is needed`);
}

async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    ...clientConfigOf(url),
    application_name: 'sandgate doctor',
    connectionTimeoutMillis: 5_000,
  });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
