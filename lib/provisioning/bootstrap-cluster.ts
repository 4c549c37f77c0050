import type { Client } from 'pg';
import { escapeIdentifier } from 'pg';
import { ensureOwnerRole } from './cluster/ensure-owner';
import { scramVerifier } from './cluster/scram-verifier';
import { withConnection } from './connect';
import { ownerRole } from './names';
import { quietSettings } from './sessions/quiet-log';

export type Login = { name: string; password: string };

/**
 * Prepares a cluster once, as its superuser, so that nothing after it needs one: the provisioner, the owner of sandbox
 * objects, and a role that reads production databases of the same cluster. PUBLIC loses its way into `postgres` and
 * `template1`. May be repeated; passwords are set anew each time.
 *
 * The provisioner reads every setting, to find the cluster's disk (free-space.ts). Among them is `primary_conninfo`, which
 * may hold a replication password; without `pg_read_all_settings` it builds as well, and free space cannot be told.
 *
 * The reader sees past row security, since a policy would silently thin out what it copies; it holds SELECT on nothing
 * yet: `openToReader` lets it into one database at a time.
 */
export async function bootstrapCluster(options: {
  superuserUrl: string;
  provisioner: Login;
  reader: Login;
}): Promise<void> {
  await withConnection(
    options.superuserUrl,
    { side: 'target', applicationName: 'sandgate/bootstrap' },
    async (client) => {
      await client.query('SELECT pg_advisory_lock($1, 0)', [lockClass]);
      await ensureOwnerRole(client);
      await ensureLogin(client, options.provisioner, 'CREATEDB CREATEROLE NOBYPASSRLS');
      await ensureLogin(client, options.reader, 'NOCREATEDB NOCREATEROLE BYPASSRLS');
      const provisioner = escapeIdentifier(options.provisioner.name);
      await client.query(`GRANT ${ownerRole} TO ${provisioner} WITH ADMIN TRUE, INHERIT FALSE, SET TRUE`);
      await client.query(`GRANT pg_signal_backend, pg_read_all_settings TO ${provisioner}`);
      const parameters = ['temp_file_limit', ...Object.keys(quietSettings)].join(', ');
      await client.query(`GRANT SET ON PARAMETER ${parameters} TO ${provisioner}`);
      await client.query(
        `GRANT SET ON PARAMETER ${Object.keys(quietSettings).join(', ')} TO ${escapeIdentifier(options.reader.name)}`,
      );
      await client.query(
        `ALTER ROLE ${escapeIdentifier(options.reader.name)} SET default_transaction_read_only = on`,
      );
      for (const database of ['postgres', 'template1']) {
        await client.query(`REVOKE CONNECT, TEMPORARY ON DATABASE ${database} FROM PUBLIC`);
        await client.query(`GRANT CONNECT ON DATABASE ${database} TO ${provisioner}`);
      }
    },
  );
}

/**
 * Lets the reader into one production database of the cluster and keeps PUBLIC out. The reader may SELECT from every
 * table that is there or will be made by `owner`, in the given schemas, and nothing else. May be repeated.
 */
export async function openToReader(options: {
  /** A superuser, or the owner of the database and its tables, connected to that database. */
  databaseUrl: string;
  reader: string;
  schemas: readonly string[];
}): Promise<void> {
  const reader = escapeIdentifier(options.reader);
  await withConnection(
    options.databaseUrl,
    {
      side: 'source',
      applicationName: 'sandgate/bootstrap',
      settings: { default_transaction_read_only: 'off' },
    },
    async (client) => {
      const { rows } = await client.query<{ name: string }>('SELECT current_database() AS name');
      const database = escapeIdentifier(rows[0]?.name ?? '');
      await client.query(`REVOKE CONNECT, TEMPORARY ON DATABASE ${database} FROM PUBLIC`);
      await client.query(`GRANT CONNECT ON DATABASE ${database} TO ${reader}`);
      for (const name of options.schemas) {
        const schema = escapeIdentifier(name);
        await client.query(`GRANT USAGE ON SCHEMA ${schema} TO ${reader}`);
        await client.query(`GRANT SELECT ON ALL TABLES IN SCHEMA ${schema} TO ${reader}`);
        await client.query(`GRANT SELECT ON ALL SEQUENCES IN SCHEMA ${schema} TO ${reader}`);
        await client.query(
          `ALTER DEFAULT PRIVILEGES IN SCHEMA ${schema} GRANT SELECT ON TABLES TO ${reader}`,
        );
        await client.query(
          `ALTER DEFAULT PRIVILEGES IN SCHEMA ${schema} GRANT SELECT ON SEQUENCES TO ${reader}`,
        );
      }
    },
  );
}

/** Two programs that start at once take turns: roles are rows that both would insert. */
const lockClass = 7_462_002;

async function ensureLogin(client: Client, { name, password }: Login, rights: string): Promise<void> {
  const role = escapeIdentifier(name);
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [name]);
  if (!rowCount) await client.query(`CREATE ROLE ${role}`);
  await client.query(
    `ALTER ROLE ${role} LOGIN NOSUPERUSER NOREPLICATION ${rights} PASSWORD '${scramVerifier(password)}'`,
  );
}
