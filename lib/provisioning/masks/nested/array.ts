import { z } from 'zod';
import { maskSpec } from '../../../plan-format/scrub-plan';
import { defineMask, type MaskColumn, type MaskContext } from '../mask';
import { anyLength } from '../sql/drawn-length';

const parameters = z.strictObject({ element: maskSpec });

/** Elements that are arrays to `unnest`, though not to the catalogue. */
const vectors = new Set(['oidvector', 'int2vector']);

/** One element as a column of its own; elements may be NULL whatever the column says. */
function elementOf(column: MaskColumn, sql: string): MaskColumn | null {
  const { element } = column.type;
  return (
    element && {
      ...column,
      sql,
      type: element,
      notNull: element.domains.some((domain) => domain.notNull),
      maxLength: element.maxLength,
      lengths: anyLength,
    }
  );
}

/** Masks each element with a mask of its own. Length and order stay; arrays of several dimensions become flat. */
export const array = defineMask({
  name: 'array',
  parameters,
  strength: 'fair',
  keeps: 'number and order of elements, and what the mask of the elements keeps',
  loses: 'dimensions beyond the first, and what the mask of the elements loses',
  keepsNull: true,
  inner: ({ element }) => [{ mask: element }],
  supports(column, { element }, context) {
    const one = column.type.kind === 'array' ? elementOf(column, 'e') : null;
    if (one && vectors.has(one.type.base)) return `${one.type.base} falls apart with the array around it`;
    return one ? context.verdict(element, one) : `it works on arrays, not on ${column.type.declared}`;
  },
  injective(column, { element }, context: MaskContext) {
    const one = elementOf(column, 'e');
    return one ? context.verdict(element, { ...one, unique: true }) : 'it is no array';
  },
  expression(column, { element }, context) {
    const alias = context.alias();
    const one = elementOf(column, `${alias}.e`);
    if (!one) throw new TypeError('not an array');
    // unnest in FROM would spread a composite element over several columns; in the list it stays one value.
    const items = `SELECT array_agg(${context.expression(element, one)} ORDER BY ${alias}.o)
        FROM (SELECT unnest(${column.sql}) AS e, generate_series(1, cardinality(${column.sql})) AS o) ${alias}`;
    return `CASE WHEN ${column.sql} IS NULL THEN NULL
      ELSE coalesce((${items}), '{}')::${column.type.sql} END`;
  },
});
