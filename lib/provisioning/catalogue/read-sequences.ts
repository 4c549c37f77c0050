import type { ClientBase } from 'pg';
import { escapeIdentifier } from 'pg';

export type SequenceRow = {
  schema: string;
  name: string;
  increment: string;
  minimum: string;
  maximum: string;
  /** Columns of numbers that take their values from it: identities, serials, and defaults that call nextval. Quoted. */
  feeds: { table: string; column: string }[];
};

/** Every sequence of the schemas but temporary ones, in order of their names. Needs no right on them. */
export async function readSequences(client: ClientBase, schemas: readonly string[]): Promise<SequenceRow[]> {
  const { rows } = await client.query<SequenceRow>(
    `WITH feeding AS (
       SELECT d.objid AS seq, d.refobjid AS tab, d.refobjsubid AS col FROM pg_catalog.pg_depend d
        WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.refclassid = 'pg_catalog.pg_class'::regclass
          AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
       UNION
       SELECT d.refobjid, f.adrelid, f.adnum FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_attrdef f ON f.oid = d.objid
        WHERE d.classid = 'pg_catalog.pg_attrdef'::regclass AND d.refclassid = 'pg_catalog.pg_class'::regclass),
     fed AS (
       SELECT f.seq, json_agg(json_build_object('table', format('%I.%I', tn.nspname, t.relname),
                                                'column', quote_ident(a.attname)) ORDER BY t.relname, a.attname) AS feeds
         FROM feeding f
         JOIN pg_catalog.pg_class t ON t.oid = f.tab AND t.relkind IN ('r', 'p')
         JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
         JOIN pg_catalog.pg_attribute a ON a.attrelid = f.tab AND a.attnum = f.col
         JOIN pg_catalog.pg_type y ON y.oid = a.atttypid AND y.typcategory = 'N'
        GROUP BY f.seq)
     SELECT n.nspname AS schema, c.relname AS name, s.seqincrement::text AS increment,
            s.seqmin::text AS minimum, s.seqmax::text AS maximum, coalesce(fed.feeds, '[]') AS feeds
       FROM pg_catalog.pg_sequence s
       JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid
       JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
       LEFT JOIN fed ON fed.seq = c.oid
      WHERE n.nspname = ANY ($1) AND c.relpersistence <> 't'
      ORDER BY n.nspname, c.relname`,
    [schemas],
  );
  return rows;
}

export type SequencePosition = {
  schema: string;
  name: string;
  /** As text: a sequence may hold any bigint. */
  lastValue: string;
  /** False where the next value is `lastValue` itself. */
  isCalled: boolean;
};

/** How many sequences one statement asks; a statement over thousands of relations would be slow to plan. */
const batchSize = 200;

/**
 * The same sequences with their positions. Sequences stand outside transactions: the position is the present one, so it is
 * never behind the rows of an earlier snapshot. Needs SELECT on each.
 */
export async function readSequencePositions(
  client: ClientBase,
  schemas: readonly string[],
): Promise<SequencePosition[]> {
  const sequences = await readSequences(client, schemas);
  const found: SequencePosition[] = [];
  for (let at = 0; at < sequences.length; at += batchSize) {
    const batch = sequences.slice(at, at + batchSize);
    const asked = batch.map(
      ({ schema, name }, index) =>
        `SELECT ${index} AS n, last_value::text AS "lastValue", is_called AS "isCalled"
           FROM ${escapeIdentifier(schema)}.${escapeIdentifier(name)}`,
    );
    const { rows } = await client.query<{ n: number; lastValue: string; isCalled: boolean }>(
      asked.join(' UNION ALL '),
    );
    found.push(
      ...rows.flatMap(({ n, lastValue, isCalled }) => {
        const sequence = batch[n];
        return sequence ? [{ schema: sequence.schema, name: sequence.name, lastValue, isCalled }] : [];
      }),
    );
  }
  return found;
}
