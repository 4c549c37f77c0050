import type { ClientBase } from 'pg';

export type ForeignKeyRow = {
  name: string;
  /** Quoted and with their schemas; ONLY stands before a table that others may inherit from. */
  child: string;
  parent: string;
  childColumns: string[];
  parentColumns: string[];
  /** `schema.operator` per pair of columns, as PostgreSQL itself compares them: parent on the left. */
  operators: string[];
  matchFull: boolean;
};

/**
 * Foreign keys of a schema that promise to hold for every row: validated and enforced ones, each once for a
 * partitioned table. Keys over periods are left out, since their comparison is no plain equality.
 */
export async function readForeignKeys(client: ClientBase, schema: string): Promise<ForeignKeyRow[]> {
  const { rows } = await client.query<ForeignKeyRow>(
    `SELECT k.conname::text AS name,
            CASE c.relkind WHEN 'p' THEN '' ELSE 'ONLY ' END || format('%I.%I', cn.nspname, c.relname) AS child,
            CASE p.relkind WHEN 'p' THEN '' ELSE 'ONLY ' END || format('%I.%I', pn.nspname, p.relname) AS parent,
            ARRAY(SELECT a.attname FROM unnest(k.conkey) WITH ORDINALITY u (n, i)
                    JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.n ORDER BY u.i)::text[] AS "childColumns",
            ARRAY(SELECT a.attname FROM unnest(k.confkey) WITH ORDINALITY u (n, i)
                    JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.n ORDER BY u.i)::text[] AS "parentColumns",
            ARRAY(SELECT format('%I.%s', n.nspname, o.oprname) FROM unnest(k.conpfeqop) WITH ORDINALITY u (o, i)
                    JOIN pg_operator o ON o.oid = u.o JOIN pg_namespace n ON n.oid = o.oprnamespace
                   ORDER BY u.i)::text[] AS operators,
            k.confmatchtype = 'f' AS "matchFull"
       FROM pg_constraint k
       JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace cn ON cn.oid = c.relnamespace
       JOIN pg_class p ON p.oid = k.confrelid JOIN pg_namespace pn ON pn.oid = p.relnamespace
      WHERE cn.nspname = $1 AND k.contype = 'f' AND k.conparentid = 0 AND k.convalidated
        AND coalesce((to_jsonb(k) ->> 'conenforced')::bool, true)
        AND NOT coalesce((to_jsonb(k) ->> 'conperiod')::bool, false)
      ORDER BY c.relname, k.conname`,
    [schema],
  );
  return rows;
}
