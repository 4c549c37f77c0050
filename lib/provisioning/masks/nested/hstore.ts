import pg from 'pg';
import { z } from 'zod';
import { scalarType } from '../../catalogue/column-type';
import { dataClasses } from '../../scrub-plan/data-class';
import { namedRecord } from '../../scrub-plan/named-record';
import { ownEntry } from '../../scrub-plan/own-entry';
import { maskSpec } from '../../scrub-plan/scrub-plan';
import { defineMask, type MaskColumn, type Verdict } from '../mask';

const parameters = z.strictObject({
  keys: namedRecord(maskSpec),
  /** What a key holds; one that is left out counts as holding what the column does. */
  classes: namedRecord(z.enum(dataClasses)).optional(),
});

const text = scalarType('text');

function keyColumn(column: MaskColumn, key: string): MaskColumn {
  const operator = `OPERATOR(${pg.escapeIdentifier(column.type.schema)}.->)`;
  return {
    ...column,
    sql: `(${column.sql} ${operator} ${pg.escapeLiteral(key)})`,
    type: text,
    notNull: false,
    unique: false,
    keys: [],
    tie: `${column.tie}.${key}`,
    maxLength: null,
    foldCase: false,
    whole: false,
  };
}

/** Rebuilds an hstore from the keys that the plan names; all others are dropped. */
export const hstore = defineMask({
  name: 'hstore',
  parameters,
  strength: 'fair',
  keeps: 'the named keys and what their masks keep',
  loses: 'every key that is not named',
  keepsNull: true,
  inner: ({ keys, classes }) =>
    Object.entries(keys).map(([key, mask]) => ({ mask, class: classes && ownEntry(classes, key) })),
  supports(column, { keys }, context): Verdict {
    if (column.type.base !== 'hstore' || column.type.kind !== 'base')
      return `it works on hstore, not on ${column.type.declared}`;
    for (const [key, spec] of Object.entries(keys)) {
      const verdict = context.verdict(spec, keyColumn(column, key));
      if (verdict !== true) return `at ${key}: ${verdict}`;
    }
    return true;
  },
  injective: () => 'values may become equal when keys are dropped',
  expression(column, { keys }, context) {
    const schema = pg.escapeIdentifier(column.type.schema);
    const parts = Object.entries(keys).map(([key, spec]) => {
      const value = keyColumn(column, key);
      const present = `${schema}.exist(${column.sql}, ${pg.escapeLiteral(key)})`;
      return `CASE WHEN ${present} THEN ${schema}.hstore(${pg.escapeLiteral(key)}, ${context.expression(spec, value)}) ELSE ''::${column.type.sql} END`;
    });
    const empty = `''::${column.type.sql}`;
    const joined = parts.reduce((left, right) => `${schema}.hs_concat(${left}, ${right})`, empty);
    return `CASE WHEN ${column.sql} IS NULL THEN NULL ELSE ${joined} END`;
  },
});
