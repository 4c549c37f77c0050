import { Client } from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { copyIdsOf } from '../../testing/copies';
import { clusterSuperuserUrl } from '../../testing/database';

/** How many databases and roles of a sandbox stand on the cluster, and how many of the databases take connections. */
export type Standing = { open: number; objects: number };

/** Call at the top of a test file. What it returns looks over one connection, so that looks can follow each other closely. */
export function useStanding(): (sandboxId: string) => Promise<Standing> {
  let client: Client;
  beforeAll(async () => {
    client = new Client({ connectionString: clusterSuperuserUrl() });
    await client.connect();
  });
  afterAll(() => client?.end());
  return async (sandboxId) => {
    const { rows } = await client.query<Standing>(
      `SELECT count(*)::int AS objects, count(*) FILTER (WHERE open AND name !~ '_base$')::int AS open
         FROM (SELECT datname AS name, datallowconn AS open FROM pg_database
               UNION ALL SELECT rolname, false FROM pg_roles) AS objects
        WHERE substring(name FROM '^sb[rl]?_([a-z0-9]+)') = ANY ($1)`,
      [await copyIdsOf(sandboxId)],
    );
    return rows[0] ?? { open: 0, objects: 0 };
  };
}
