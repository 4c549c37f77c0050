import type { ClientBase } from 'pg';
import { ownerRole } from '../../names';

export type Provisioner = {
  superuser: boolean;
  createDatabase: boolean;
  createRole: boolean;
  /** May end sessions of other roles. */
  signal: boolean;
  /** The owner of sandbox objects exists, and this role may hand out membership of it. */
  ownerExists: boolean;
  ownerGrantable: boolean;
  /** Which of the parameters that were asked for it may set, for others too. */
  maySet: string[];
};

/** What the session's role may do on the cluster, as far as building sandboxes needs it. */
export async function readProvisioner(
  client: ClientBase,
  parameters: readonly string[] = [],
): Promise<Provisioner> {
  const { rows } = await client.query<Provisioner>(
    `SELECT r.rolsuper AS superuser, r.rolcreatedb AS "createDatabase", r.rolcreaterole AS "createRole",
            pg_has_role(r.oid, 'pg_signal_backend', 'USAGE') AS signal,
            o.oid IS NOT NULL AS "ownerExists",
            coalesce(pg_has_role(r.oid, o.oid, 'MEMBER WITH ADMIN OPTION'), false) AS "ownerGrantable",
            ARRAY(SELECT p.name FROM unnest($2::text[]) AS p (name)
                   WHERE has_parameter_privilege(r.oid, p.name, 'SET')) AS "maySet"
       FROM pg_roles r LEFT JOIN pg_roles o ON o.rolname = $1
      WHERE r.rolname = current_user`,
    [ownerRole, parameters],
  );
  const [provisioner] = rows;
  if (!provisioner) throw new Error('the current role is not in pg_roles');
  return provisioner;
}
