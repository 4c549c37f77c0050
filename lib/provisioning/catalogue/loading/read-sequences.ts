import type { ClientBase } from 'pg';

export type SequenceRow = {
  /** Quoted, with its schema. */
  sequence: string;
  increment: string;
  minimum: string;
  maximum: string;
  /** Columns that take their values from it: identities, serials, and defaults that call nextval. */
  feeds: { table: string; column: string }[];
};

/** Sequences of a schema that feed a column; tables and columns come quoted. */
export async function readSequences(client: ClientBase, schema: string): Promise<SequenceRow[]> {
  const { rows } = await client.query<SequenceRow>(
    `WITH feeding AS (
       SELECT d.objid AS seq, d.refobjid AS tab, d.refobjsubid AS col FROM pg_depend d
        WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0
          AND d.deptype IN ('a', 'i')
       UNION
       SELECT d.refobjid, f.adrelid, f.adnum FROM pg_depend d JOIN pg_attrdef f ON f.oid = d.objid
        WHERE d.classid = 'pg_attrdef'::regclass AND d.refclassid = 'pg_class'::regclass)
     SELECT format('%I.%I', n.nspname, c.relname) AS sequence, s.seqincrement::text AS increment,
            s.seqmin::text AS minimum, s.seqmax::text AS maximum,
            json_agg(json_build_object('table', format('%I.%I', tn.nspname, t.relname), 'column', quote_ident(a.attname))
                     ORDER BY t.relname, a.attname) AS feeds
       FROM pg_sequence s
       JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace
       JOIN feeding f ON f.seq = c.oid
       JOIN pg_class t ON t.oid = f.tab AND t.relkind IN ('r', 'p') JOIN pg_namespace tn ON tn.oid = t.relnamespace
       JOIN pg_attribute a ON a.attrelid = f.tab AND a.attnum = f.col
       JOIN pg_type y ON y.oid = a.atttypid AND y.typcategory = 'N'
      WHERE n.nspname = $1
      GROUP BY n.nspname, c.relname, s.seqincrement, s.seqmin, s.seqmax
      ORDER BY 1`,
    [schema],
  );
  return rows;
}
