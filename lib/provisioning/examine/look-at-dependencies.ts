import type { Client } from 'pg';
import type { Look } from '../../certificate-format/destruction';
import { errorCodeOf } from '../provisioning-error';
import type { Expected } from './expected';

/** What the cluster keeps about a database or a role beside its row, by OID: owned objects, grants, settings of its own. */
const questions = [
  {
    where: 'pg_shdepend, by OID',
    sql: {
      database: `SELECT count(*)::int AS n FROM pg_shdepend
                  WHERE dbid = ANY ($1) OR (classid = 'pg_database'::regclass AND objid = ANY ($1))`,
      role: `SELECT count(*)::int AS n FROM pg_shdepend WHERE refclassid = 'pg_authid'::regclass AND refobjid = ANY ($1)`,
    },
  },
  {
    where: 'pg_db_role_setting, by OID',
    sql: {
      database: 'SELECT count(*)::int AS n FROM pg_db_role_setting WHERE setdatabase = ANY ($1)',
      role: 'SELECT count(*)::int AS n FROM pg_db_role_setting WHERE setrole = ANY ($1)',
    },
  },
] as const;

/** Why a part is not looked for by an OID. */
export const noOid = 'Its OID was not recorded while it existed.';

/** Looks for rows that name the part by one of its OIDs. A refusal of the server makes a look that could not be made. */
export async function lookAtDependencies(cluster: Client, { kind, oids }: Expected): Promise<Look[]> {
  const looks: Look[] = [];
  for (const { where, sql } of questions)
    looks.push(
      oids.length === 0
        ? { where, result: 'not_looked_at', why: noOid }
        : await ask(cluster, where, sql[kind], oids),
    );
  return looks;
}

async function ask(cluster: Client, where: string, sql: string, oids: readonly number[]): Promise<Look> {
  try {
    const { rows } = await cluster.query<{ n: number }>(sql, [oids]);
    const n = rows[0]?.n ?? 0;
    return n === 0 ? { where, result: 'gone' } : { where, result: 'remains', why: `${n} rows name it.` };
  } catch (thrown) {
    return refused(where, thrown);
  }
}

/** A look that the server did not allow, or could not make. Throws what is no answer of the server. */
export function refused(where: string, thrown: unknown): Look {
  const code = errorCodeOf(thrown);
  if (!code || code.startsWith('08') || code.startsWith('57')) throw thrown;
  return { where, result: 'not_looked_at', why: `The server did not allow it (${code}).` };
}
