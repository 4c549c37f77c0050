import { type ClientBase, escapeIdentifier } from 'pg';
import type { ScrubPlan } from '../../../plan-format/scrub-plan';
import { tableKey } from '../../../plan-format/table-key';
import type { Catalogue, CatalogueTable, ForeignKey } from '../../catalogue/catalogue';
import { readForeignKeys } from '../../catalogue/read-foreign-keys';
import { rootOf } from '../../masks/compile/plan-entry';
import { isText } from '../../masks/sql/text-value';
import { fromTable, rowCondition } from '../../tenant/row-condition';
import type { Counting } from '../rows/torn-references';

/**
 * A nondeterministic collation takes texts for equal that are written otherwise (`Ann` and `ann`), and a foreign key under
 * it holds between them. A mask draws from what is written, so it would give them two values and the key would break.
 * Only such keys are asked for such rows: the join costs as much as checking the key.
 */
/** Counts of rows that refer to a text which is written otherwise, each of which has to be zero. */
export async function looseReferenceCounts(
  client: ClientBase,
  plan: ScrubPlan,
  catalogue: Catalogue,
): Promise<Counting[]> {
  const keys = await readForeignKeys(client, plan.schemas);
  const loose = keys.filter(({ parts }) => parts.some(({ isLoose }) => isLoose));
  return loose.flatMap(({ schema, table: name, name: constraint, parts }) => {
    const table = catalogue.tables.find(({ key }) => key === tableKey(schema, name));
    const key = table?.foreignKeys.find((each) => each.name === constraint);
    const to = catalogue.tables.find((each) => each.key === key?.table);
    const collations = parts.map(({ collation }) => collation);
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
