import pg from 'pg';
import { z } from 'zod';
import { dataClasses } from '../../../plan-format/data-class';
import { maskedKey } from '../../../plan-format/json-shape';
import { namedRecord } from '../../../plan-format/named-record';
import { ownEntry } from '../../../plan-format/own-entry';
import { maskSpec } from '../../../plan-format/scrub-plan';
import { scalarType } from '../../catalogue/column-type';
import { defineMask, type MaskColumn, type MaskContext, type Verdict } from '../mask';
import { anyLength } from '../sql/drawn-length';

const parameters = z.strictObject({
  keys: namedRecord(maskSpec),
  /** What a key holds; one that is left out counts as holding what the column does. */
  classes: namedRecord(z.enum(dataClasses)).optional(),
  /** Every key that `keys` does not name, since it is data itself; dropped where this is left out. */
  others: z.strictObject({ key: maskedKey, value: maskedKey }).optional(),
});
type Parameters = z.infer<typeof parameters>;

const text = scalarType('text');

function namedValue(column: MaskColumn, key: string): MaskColumn {
  const operator = `OPERATOR(${pg.escapeIdentifier(column.type.schema)}.->)`;
  return asText(column, `(${column.sql} ${operator} ${pg.escapeLiteral(key)})`, key);
}

function asText(column: MaskColumn, sql: string, key: string): MaskColumn {
  return {
    ...column,
    sql,
    type: text,
    notNull: false,
    unique: false,
    keys: [],
    tie: `${column.tie}.${key}`,
    maxLength: null,
    lengths: anyLength,
    foldCase: false,
    whole: false,
  };
}

/** A key that is data as a column: those of one value have to stay different. */
const otherKey = (column: MaskColumn, sql: string): MaskColumn => ({
  ...asText(column, sql, '*'),
  notNull: true,
  unique: true,
});

/** Keys that are data, each masked like the value below it. */
function otherKeys(column: MaskColumn, given: Parameters, context: MaskContext): string {
  const { keys, others } = given;
  const empty = `''::${column.type.sql}`;
  if (!others) return empty;
  const [each, made] = [context.alias(), context.alias()];
  const schema = pg.escapeIdentifier(column.type.schema);
  const key = context.expression(others.key.mask, otherKey(column, `${each}.k`));
  const value = context.expression(others.value.mask, asText(column, `${each}.v`, '*'));
  const named = Object.keys(keys).map(pg.escapeLiteral).join(', ');
  return `(SELECT coalesce(${schema}.hstore(array_agg(${made}.k), array_agg(${made}.v)), ${empty})
      FROM (SELECT ${key} AS k, ${value} AS v FROM ${schema}.each(${column.sql}) AS ${each}(k, v)
             WHERE ${each}.k <> ALL (ARRAY[${named}]::text[]) OFFSET 0) ${made})`;
}

/** Rebuilds an hstore from the keys that the plan names; all others are masked where the plan says how, and dropped where not. */
export const hstore = defineMask({
  name: 'hstore',
  parameters,
  strength: 'fair',
  keeps: 'the named keys, how many other keys there are, and what the masks keep',
  loses: 'every key that is neither named nor masked',
  keepsNull: true,
  inner: ({ keys, classes, others }) => [
    ...Object.entries(keys).map(([key, mask]) => ({ mask, class: classes && ownEntry(classes, key) })),
    ...(others ? [others.key, others.value] : []),
  ],
  supports(column, { keys, others }, context): Verdict {
    if (column.type.base !== 'hstore' || column.type.kind !== 'base')
      return `it works on hstore, not on ${column.type.declared}`;
    for (const [key, spec] of Object.entries(keys)) {
      const verdict = context.verdict(spec, namedValue(column, key));
      if (verdict !== true) return `at ${key}: ${verdict}`;
    }
    if (!others) return true;
    const masked = context.verdict(others.key.mask, otherKey(column, 'v'));
    if (masked !== true) return `the other keys: ${masked}`;
    const below = context.verdict(others.value.mask, asText(column, 'v', '*'));
    return below === true || `below the other keys: ${below}`;
  },
  injective: () => 'values may become equal when keys are dropped',
  expression(column, given, context) {
    const schema = pg.escapeIdentifier(column.type.schema);
    const parts = Object.entries(given.keys).map(([key, spec]) => {
      const value = namedValue(column, key);
      const present = `${schema}.exist(${column.sql}, ${pg.escapeLiteral(key)})`;
      return `CASE WHEN ${present} THEN ${schema}.hstore(${pg.escapeLiteral(key)}, ${context.expression(spec, value)}) ELSE ''::${column.type.sql} END`;
    });
    const others = otherKeys(column, given, context);
    const joined = parts.reduce((left, right) => `${schema}.hs_concat(${left}, ${right})`, others);
    return `CASE WHEN ${column.sql} IS NULL THEN NULL ELSE ${joined} END`;
  },
});
