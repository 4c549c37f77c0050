import type { ClientBase } from 'pg';

export type RoleRow = { name: string };

/** Every role of the cluster whose name starts like one of ours. */
export async function readRoles(cluster: ClientBase): Promise<RoleRow[]> {
  const { rows } = await cluster.query<RoleRow>(
    `SELECT rolname AS name FROM pg_roles WHERE rolname LIKE 'sbr\\_%' OR rolname LIKE 'sbl\\_%' ORDER BY 1`,
  );
  return rows;
}
