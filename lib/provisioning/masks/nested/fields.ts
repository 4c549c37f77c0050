import pg from 'pg';
import { z } from 'zod';
import { dataClasses } from '../../../plan-format/data-class';
import { namedRecord } from '../../../plan-format/named-record';
import { ownEntry } from '../../../plan-format/own-entry';
import { maskSpec } from '../../../plan-format/scrub-plan';
import { defineMask, type MaskColumn, type Verdict } from '../mask';
import { anyLength } from '../sql/drawn-length';

const parameters = z.strictObject({
  fields: namedRecord(maskSpec),
  /** What a field holds; one that is left out counts as holding what the column does. */
  classes: namedRecord(z.enum(dataClasses)).optional(),
});

function fieldsOf(column: MaskColumn): { name: string; column: MaskColumn }[] {
  return column.type.fields.map(({ name, type }) => ({
    name,
    column: {
      ...column,
      sql: `(${column.sql}).${pg.escapeIdentifier(name)}`,
      type,
      tie: `${column.tie}.${name}`,
      notNull: type.domains.some((domain) => domain.notNull),
      maxLength: type.maxLength,
      lengths: anyLength,
    },
  }));
}

/** Masks a composite value field by field; every field must have a mask, so that none slips through. */
export const fields = defineMask({
  name: 'fields',
  parameters,
  strength: 'fair',
  keeps: 'what the masks of the fields keep',
  loses: 'what the masks of the fields lose',
  keepsNull: true,
  inner: ({ fields: inside, classes }) =>
    Object.entries(inside).map(([name, mask]) => ({ mask, class: classes && ownEntry(classes, name) })),
  supports(column, given, context): Verdict {
    if (column.type.kind !== 'composite')
      return `it works on composite types, not on ${column.type.declared}`;
    const known = fieldsOf(column);
    const stray = Object.keys(given.fields).find((name) => !known.some((field) => field.name === name));
    if (stray !== undefined) return `${column.type.declared} has no field "${stray}"`;
    for (const field of known) {
      const spec = ownEntry(given.fields, field.name);
      if (!spec) return `field "${field.name}" has no mask`;
      const verdict = context.verdict(spec, { ...field.column, unique: false });
      if (verdict !== true) return `field "${field.name}": ${verdict}`;
    }
    return true;
  },
  injective(column, given, context): Verdict {
    for (const field of fieldsOf(column)) {
      const verdict = context.verdict(ownEntry(given.fields, field.name) ?? { name: 'keep' }, {
        ...field.column,
        unique: true,
      });
      if (verdict !== true) return `field "${field.name}": ${verdict}`;
    }
    return true;
  },
  expression(column, given, context) {
    const items = fieldsOf(column).map((field) =>
      context.expression(ownEntry(given.fields, field.name) ?? { name: 'null' }, field.column),
    );
    // A row of NULLs passes for NULL under IS NULL, but a NOT NULL column accepts it: tell the two apart.
    return `CASE WHEN ${column.sql} IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW(${items.join(', ')})::${column.type.sql} END`;
  },
});
