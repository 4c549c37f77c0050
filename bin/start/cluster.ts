import { rename } from 'node:fs/promises';
import pg from 'pg';
import { clock } from '@/lib/clock';
import { type EmbeddedServer, startEmbedded } from '@/lib/db/embedded';
import { dataPath } from '@/lib/env';
import { addressOf, bootstrapCluster } from '@/lib/provisioning';
import type { Secrets } from './secrets';
import { say } from './steps';

/**
 * The PostgreSQL server that `npm start` brings along, and the roles on it. One server holds the control database, the
 * sandboxes and, in the demo, production; each of them is entered by a role of its own that cannot enter the others.
 */

const controlName = 'sandgate';
const provisionerName = 'sandgate_provisioner';
export const readerName = 'sandgate_reader';

/** Starts the server of the data folder, or takes over the one that a killed run left behind. */
export async function startCluster(secrets: Secrets, areNew: boolean): Promise<EmbeddedServer> {
  const options = { dataDir: dataPath('postgres'), password: secrets.superuserPassword };
  const server = await startEmbedded(options);
  if (server.adopted) say('  took over the PostgreSQL that an earlier run left running');
  if (await lets(server.url)) return server;
  await server.stop();
  if (!areNew)
    throw new Error(
      `The database in ${server.dataDir} does not know the password in ${dataPath('secrets.json')}; put the right file back.`,
    );
  const aside = `${server.dataDir}.aside-${clock.now().toISOString().replace(/\D/g, '').slice(0, 14)}`;
  await rename(server.dataDir, aside);
  say(`  ${server.dataDir} held a database of another installation; it was moved to ${aside}`);
  return startEmbedded(options);
}

/** False when the password is wrong; every other failure rejects. */
async function lets(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '28P01') return false;
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Makes the control database and the role that owns it. Returns that role's URL. May be repeated. */
export async function prepareControlDatabase(superuserUrl: string, secrets: Secrets): Promise<string> {
  const role = pg.escapeIdentifier(controlName);
  await withClient(superuserUrl, async (client) => {
    const { rowCount: roles } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [controlName]);
    if (!roles) await client.query(`CREATE ROLE ${role}`);
    await client.query(
      `ALTER ROLE ${role} LOGIN NOSUPERUSER PASSWORD ${pg.escapeLiteral(secrets.controlPassword)}`,
    );
    await createDatabase(client, controlName, `OWNER ${role}`);
  });
  const user = { name: controlName, password: secrets.controlPassword };
  return addressOf(superuserUrl, { database: controlName, user });
}

/** Prepares a server for sandboxes, as its superuser. Returns the URL of the role that builds them. May be repeated. */
export async function prepareSandboxCluster(superuserUrl: string, secrets: Secrets): Promise<string> {
  const provisioner = { name: provisionerName, password: secrets.provisionerPassword };
  const reader = { name: readerName, password: secrets.readerPassword };
  await bootstrapCluster({ superuserUrl, provisioner, reader });
  return addressOf(superuserUrl, { database: 'postgres', user: provisioner });
}

/** Creates a database unless it is there, closed to everyone but its owner and superusers. */
export async function createDatabase(client: pg.Client, name: string, options = ''): Promise<void> {
  const database = pg.escapeIdentifier(name);
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
  if (!rowCount) await client.query(`CREATE DATABASE ${database} ${options}`);
  await client.query(`REVOKE CONNECT, TEMPORARY ON DATABASE ${database} FROM PUBLIC`);
}

/** Whether this URL signs in as a superuser. */
export async function isSuperuser(url: string): Promise<boolean> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ is: boolean }>(
      'SELECT rolsuper AS is FROM pg_roles WHERE rolname = current_user',
    );
    return rows[0]?.is ?? false;
  });
}

/** Runs `use` on a connection of its own. */
export async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'sandgate start' });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
