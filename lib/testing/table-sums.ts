import { asSuperuser } from './database';

/**
 * What a database holds, so that two can be compared: for each table its rows and a checksum over all of them in an order of
 * their own, and for each sequence its position. Reads as a superuser, past every policy.
 */
export async function tableSums(database: string): Promise<Record<string, string>> {
  const relations = await asSuperuser<{ name: string; kind: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name, c.relkind AS kind
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'S', 'm') AND n.nspname !~ '^(pg_|information_schema$)' ORDER BY 1`,
    [],
    database,
  );
  const asked = relations.map(({ name, kind }) =>
    kind === 'S'
      ? `SELECT '${name}' AS name, concat_ws(' ', last_value, is_called) AS sum FROM ${name}`
      : `SELECT '${name}' AS name, concat_ws(' ', count(*), md5(string_agg(t::text, E'\\n' ORDER BY t::text))) AS sum FROM ONLY ${name} AS t`,
  );
  const rows = await asSuperuser<{ name: string; sum: string }>(asked.join(' UNION ALL '), [], database);
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]));
}
