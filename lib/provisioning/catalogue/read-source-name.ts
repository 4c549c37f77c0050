import type { ClientBase } from 'pg';

/**
 * Which database this is, in words that hold no credential and no address: a plan names its source by them. The
 * cluster's identifier is drawn at initdb and shared by its physical replicas, so it is the same whichever way one
 * connects, and another for a dump restored elsewhere.
 */
export async function readSourceName(client: ClientBase): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT format('database %I of cluster %s', current_database(), system_identifier) AS name
       FROM pg_catalog.pg_control_system()`,
  );
  return rows[0]?.name ?? 'a database';
}
