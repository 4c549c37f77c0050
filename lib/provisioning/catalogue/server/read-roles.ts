import type { ClientBase } from 'pg';

export type RoleRow = {
  name: string;
  /** Made by the session's role: a role's maker holds its ADMIN option. */
  own: boolean;
};

/** Every role of the cluster whose name starts like one of ours. */
export async function readRoles(cluster: ClientBase): Promise<RoleRow[]> {
  const { rows } = await cluster.query<RoleRow>(
    `SELECT rolname AS name, pg_has_role(oid, 'MEMBER WITH ADMIN OPTION') AS own
       FROM pg_roles WHERE rolname LIKE 'sbr\\_%' OR rolname LIKE 'sbl\\_%' ORDER BY 1`,
  );
  return rows;
}
