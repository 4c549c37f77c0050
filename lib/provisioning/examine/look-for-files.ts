import type { Client } from 'pg';
import type { Look } from '../../certificate-format/destruction';
import { noOid, refused } from './look-at-dependencies';

/**
 * Looks for a database's files by its OIDs. Two ways, since they see different things and ask for different rights.
 * `pg_tablespace_databases` lists the folders of each tablespace that hold a file, and any role may call it unless that was
 * taken away. `pg_stat_file` sees `base/<oid>` even when it is empty, and is for roles that were granted it.
 *
 * PostgreSQL documentation, "System Catalog Information Functions" and "Generic File Access Functions".
 */
export async function lookForFiles(cluster: Client, oids: readonly number[]): Promise<Look> {
  if (oids.length === 0) return { where: 'files by OID', result: 'not_looked_at', why: noOid };
  const { rows: may } = await cluster.query<Rights>(rightsSql);
  const ways = ([lists, stats] as const).filter(({ right }) => may[0]?.[right]);
  const where = ways.length > 0 ? ways.map((way) => way.where).join(' and ') : 'files by OID';
  if (ways.length === 0)
    return {
      where,
      result: 'not_looked_at',
      why: 'The role may call neither pg_tablespace_databases nor pg_stat_file.',
    };
  try {
    for (const { sql } of ways) {
      const { rows } = await cluster.query<{ place: string }>(sql, [oids]);
      if (rows[0]) return { where, result: 'remains', why: `There are files in ${rows[0].place}.` };
    }
    return { where, result: 'gone' };
  } catch (thrown) {
    return refused(where, thrown);
  }
}

type Rights = { mayList: boolean; mayStat: boolean };

const rightsSql = `
  SELECT has_function_privilege('pg_tablespace_databases(oid)', 'EXECUTE') AS "mayList",
         has_function_privilege('pg_stat_file(text, boolean)', 'EXECUTE') AS "mayStat"`;

/** The tablespace of what all databases share holds none of a single one. */
const lists = {
  right: 'mayList',
  where: 'folders of every tablespace (pg_tablespace_databases)',
  sql: `SELECT t.spcname || '/' || d.oid AS place
          FROM pg_tablespace AS t, pg_tablespace_databases(t.oid) AS d(oid)
         WHERE t.spcname <> 'pg_global' AND d.oid = ANY ($1)`,
} as const;

const stats = {
  right: 'mayStat',
  where: 'base/<oid> (pg_stat_file)',
  sql: `SELECT 'base/' || o.oid AS place
          FROM unnest($1::oid[]) AS o(oid), pg_stat_file('base/' || o.oid, true) AS f
         WHERE f.modification IS NOT NULL`,
} as const;
