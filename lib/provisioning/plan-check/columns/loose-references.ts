import { type ClientBase, escapeIdentifier } from 'pg';
import type { ScrubPlan } from '../../../plan-format/scrub-plan';
import { tableKey } from '../../../plan-format/table-key';
import type { Catalogue, CatalogueTable, ForeignKey } from '../../catalogue/catalogue';
import { rootOf } from '../../masks/compile/plan-entry';
import { isText } from '../../masks/sql/text-value';
import { fromTable, rowCondition } from '../../tenant/row-condition';
import type { Counting } from '../rows/torn-references';

/**
 * A nondeterministic collation takes texts for equal that are written otherwise (`Ann` and `ann`), and a foreign key under
 * it holds between them. A mask draws from what is written, so it would give them two values and the key would break.
 * Only such keys are asked for such rows: the join costs as much as checking the key.
 */
type Loose = { schema: string; table: string; name: string; collations: (string | null)[] };

const looseKeys = `
  SELECT n.nspname AS schema, c.relname AS "table", k.conname AS name,
         array_agg(CASE WHEN l.oid IS NOT NULL THEN format('%I.%I', ln.nspname, l.collname) END ORDER BY u.at) AS collations
    FROM pg_catalog.pg_constraint k
    JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
   CROSS JOIN LATERAL unnest(k.confkey) WITH ORDINALITY u (number, at)
    JOIN pg_catalog.pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.number
    LEFT JOIN pg_catalog.pg_collation l ON l.oid = a.attcollation
    LEFT JOIN pg_catalog.pg_namespace ln ON ln.oid = l.collnamespace
   WHERE k.contype = 'f' AND k.conparentid = 0 AND n.nspname = ANY ($1)
   GROUP BY 1, 2, 3
  HAVING bool_or(NOT l.collisdeterministic)`;

/** Counts of rows that refer to a text which is written otherwise, each of which has to be zero. */
export async function looseReferenceCounts(
  client: ClientBase,
  plan: ScrubPlan,
  catalogue: Catalogue,
): Promise<Counting[]> {
  const { rows } = await client.query<Loose>(looseKeys, [plan.schemas]);
  return rows.flatMap(({ schema, table: name, name: constraint, collations }) => {
    const table = catalogue.tables.find(({ key }) => key === tableKey(schema, name));
    const key = table?.foreignKeys.find((each) => each.name === constraint);
    const to = catalogue.tables.find((each) => each.key === key?.table);
    return table && key && to ? counting({ table, key, to, collations }, plan, catalogue) : [];
  });
}

type Reference = {
  table: CatalogueTable;
  key: ForeignKey;
  to: CatalogueTable;
  collations: readonly (string | null)[];
};

function counting(
  { table, key, to, collations }: Reference,
  plan: ScrubPlan,
  catalogue: Catalogue,
): Counting[] {
  const entry = plan.tables[rootOf(table, catalogue).key];
  const pairs = key.columns.map((column, at) => ({
    column,
    own: `src.${escapeIdentifier(column)}`,
    theirs: `ref.${escapeIdentifier(key.referenced[at] ?? '')}`,
    bound: collations[at] ? ` COLLATE ${collations[at]}` : '',
    type: table.columns.find(({ name }) => name === column)?.type,
    mask: entry?.columns[column]?.mask?.name ?? 'keep',
  }));
  const drawn = pairs.filter(({ type, mask }) => mask !== 'keep' && mask !== 'null' && type && isText(type));
  const [first] = drawn;
  if (!first || entry?.scope?.rows === 'exclude') return [];
  const taken = rowCondition(table, plan, catalogue, 'src');
  const equal = pairs.map(({ own, theirs, bound }) => `${theirs} = ${own}${bound}`).join(' AND ');
  const differ = drawn.map(({ own, theirs }) => `${own}::text COLLATE "C" <> ${theirs}::text COLLATE "C"`);
  const where = [...(taken === null ? [] : [taken]), `(${differ.join(' OR ')})`];
  return [
    {
      name: key.name,
      table: table.key,
      sql: `SELECT count(*)::float8 AS n FROM ${fromTable(table)} AS src JOIN ${fromTable(to)} AS ref ON ${equal} WHERE ${where.join(' AND ')}`,
      refusal: (rows) => ({
        code: 'reference_torn',
        table: table.key,
        column: first.column,
        constraint: key.name,
        message: `${table.key}, column "${first.column}": ${rows} rows refer by ${key.name} to a text of ${to.key} that is equal by its collation and written otherwise, and ${first.mask} would tell the two apart. Keep both columns with a reason, or have whoever owns the source write both alike.`,
      }),
    },
  ];
}
