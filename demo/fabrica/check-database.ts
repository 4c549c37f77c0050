import { type ClientBase, escapeIdentifier } from 'pg';

/** Questions that the tests ask a filled schema, each answered by the server over all rows. */

/** Tables of a schema that hold rows of their own, partitions left to their parents. */
export async function tableNames(client: ClientBase, schema: string): Promise<string[]> {
  const { rows } = await client.query<{ relname: string }>(
    `SELECT relname FROM pg_class
     WHERE relnamespace = $1::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
     ORDER BY relname`,
    [escapeIdentifier(schema)],
  );
  return rows.map(({ relname }) => relname);
}

/** One digest per table over all rows and columns, generated ones included, whatever order the rows lie in. */
export async function checksumRows(client: ClientBase, schema: string): Promise<Record<string, string>> {
  const sums: Record<string, string> = {};
  for (const table of await tableNames(client, schema)) {
    const { rows } = await client.query<{ sum: string }>(
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\\n' ORDER BY t::text COLLATE "C")), '') AS sum
       FROM ${escapeIdentifier(schema)}.${escapeIdentifier(table)} t`,
    );
    sums[table] = rows[0]?.sum ?? '';
  }
  return sums;
}

/**
 * Foreign keys of a schema with the number of rows that miss their parent, where there are any, beside how many keys
 * were looked at.
 */
export async function brokenForeignKeys(
  client: ClientBase,
  schema: string,
): Promise<{ checked: number; broken: string[] }> {
  const { rows } = await client.query<{
    name: string;
    child: string;
    parent: string;
    columns: string[];
    keys: string[];
  }>(
    `SELECT c.conname AS name, c.conrelid::regclass::text AS child, c.confrelid::regclass::text AS parent,
            array_agg(quote_ident(a.attname) ORDER BY place) AS columns, array_agg(quote_ident(b.attname) ORDER BY place) AS keys
     FROM pg_constraint c
     CROSS JOIN unnest(c.conkey, c.confkey) WITH ORDINALITY AS pair (own, other, place)
     JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = pair.own
     JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = pair.other
     WHERE c.contype = 'f' AND c.conparentid = 0 AND c.connamespace = $1::regnamespace
     GROUP BY c.oid`,
    [escapeIdentifier(schema)],
  );
  const broken: string[] = [];
  for (const { name, child, parent, columns, keys } of rows) {
    const given = columns.map((column) => `c.${column} IS NOT NULL`).join(' AND ');
    const same = columns.map((column, place) => `p.${keys[place]} = c.${column}`).join(' AND ');
    const result = await client.query<{ orphans: number }>(
      `SELECT count(*)::int AS orphans FROM ${child} c
       WHERE ${given} AND NOT EXISTS (SELECT FROM ${parent} p WHERE ${same})`,
    );
    const orphans = result.rows[0]?.orphans ?? 0;
    if (orphans > 0) broken.push(`${name}: ${orphans}`);
  }
  return { checked: rows.length, broken };
}
