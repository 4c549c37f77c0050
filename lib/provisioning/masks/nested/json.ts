import { z } from 'zod';
import { type JsonNode, jsonNode, masksOf } from '../../../plan-format/json-shape';
import { defineMask, type MaskColumn, type MaskContext, type Verdict } from '../mask';
import { isText, roomOf } from '../sql/text-value';
import { expressionOf, keyColumn, leafColumn, mostKeys, textOf } from './json-expression';

const parameters = z.strictObject({ shape: jsonNode });

function verdictOf(node: JsonNode, path: string, column: MaskColumn, context: MaskContext): Verdict {
  if ('mask' in node) {
    const verdict = context.verdict(node.mask, leafColumn(column, node, { text: 'v', path }));
    return verdict === true || `at ${path || 'the top'}: ${verdict}`;
  }
  if ('items' in node) return verdictOf(node.items, `${path}[]`, column, context);
  const named = Object.keys(node.keys).length;
  if (named > mostKeys)
    return `at ${path || 'the top'}: it names ${named} keys, and ${mostKeys} are the most`;
  for (const [key, child] of Object.entries(node.keys)) {
    const verdict = verdictOf(child, `${path}.${key}`, column, context);
    if (verdict !== true) return verdict;
  }
  if (!node.others) return true;
  const masked = context.verdict(node.others.key.mask, keyColumn(column, 'v', path));
  if (masked !== true) return `the keys at ${path}.*: ${masked}`;
  return verdictOf(node.others.value, `${path}.*`, column, context);
}

/**
 * Rebuilds a document from the keys the plan names, each masked by its own mask. A key that the plan does not name is masked
 * as well where the plan says how, and dropped where it does not, so that tomorrow's key cannot slip out. Works on jsonb, json and, from PostgreSQL 16 on, on text that holds
 * JSON: text that does not parse becomes the empty object.
 */
export const json = defineMask({
  name: 'json',
  parameters,
  strength: 'fair',
  keeps: 'the named keys, how many items and other keys there are, and what the masks keep',
  loses:
    'every key that is neither named nor masked, values of another kind than expected, order and spelling of json text',
  keepsNull: true,
  inner: ({ shape }) => masksOf(shape),
  supports(column, { shape }, context) {
    const { type } = column;
    const text = isText(type);
    if (text && context.serverVersion < 160_000)
      return 'text that holds JSON can only be told apart from PostgreSQL 16 on';
    if (text && roomOf(column) !== Number.POSITIVE_INFINITY)
      return 'the rebuilt document may be longer than the column allows';
    if (!text && !(type.kind === 'base' && ['json', 'jsonb'].includes(type.base)))
      return `it works on json, jsonb and text, not on ${type.declared}`;
    return verdictOf(shape, '', column, context);
  },
  injective: () => 'documents may become equal when keys are dropped',
  expression(column, { shape }, context) {
    const alias = context.alias();
    const { sql, type } = column;
    const document = isText(type)
      ? `CASE WHEN pg_input_is_valid(${sql}::text, 'jsonb') THEN ${sql}::text::jsonb ELSE '{}' END`
      : `${sql}::jsonb`;
    const built = expressionOf(
      shape,
      { sql: `${alias}.d`, text: textOf(`${alias}.d`), path: '' },
      column,
      context,
    );
    return `CASE WHEN ${sql} IS NULL THEN NULL ELSE
      (SELECT coalesce(${built}, '{}')::${type.sql} FROM (SELECT ${document} AS d OFFSET 0) ${alias}) END`;
  },
});
