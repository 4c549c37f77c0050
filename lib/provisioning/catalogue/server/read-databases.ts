import type { ClientBase } from 'pg';

export type DatabaseRow = {
  name: string;
  /** False while the database is sealed. */
  connectable: boolean;
  /** An interrupted DROP leaves a database that only another DROP can deal with. */
  invalid: boolean;
  comment: string | null;
  /** Made by the session's role. Another installation on the same cluster has databases of its own. */
  own: boolean;
  /** PUBLIC may connect or make temporary tables. */
  open: boolean;
};

/** Every database of the cluster, by name. */
export async function readDatabases(cluster: ClientBase): Promise<DatabaseRow[]> {
  const { rows } = await cluster.query<DatabaseRow>(
    `SELECT d.datname AS name, d.datallowconn AS connectable, d.datconnlimit = -2 AS invalid,
            d.datdba = current_user::regrole AS own,
            shobj_description(d.oid, 'pg_database') AS comment,
            EXISTS (SELECT FROM aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
                     WHERE a.grantee = 0 AND a.privilege_type IN ('CONNECT', 'TEMPORARY')) AS open
       FROM pg_database d ORDER BY d.datname`,
  );
  return rows;
}
