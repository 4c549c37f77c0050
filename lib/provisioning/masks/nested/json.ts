import pg from 'pg';
import { z } from 'zod';
import { scalarType } from '../../catalogue/column-type';
import { defineMask, type MaskColumn, type MaskContext, type Verdict } from '../mask';
import { isText, roomOf } from '../sql/text-value';
import { type JsonNode, jsonNode } from './json-shape';

const parameters = z.strictObject({ shape: jsonNode });

type Leaf = Extract<JsonNode, { mask: unknown }>;

const scalarTypes = { text: scalarType('text'), number: scalarType('numeric'), boolean: scalarType('bool') };
const jsonKinds = { text: 'string', number: 'number', boolean: 'boolean' };

/** A scalar inside the document as a column: its value as text, in a domain of pseudonyms named by its path. */
function leafColumn(column: MaskColumn, leaf: Leaf, sql: string, path: string): MaskColumn {
  const type = scalarTypes[leaf.type ?? 'text'];
  return {
    ...column,
    sql: `((${sql}) #>> '{}')::${type.sql}`,
    type,
    notNull: true,
    unique: false,
    keys: [],
    tie: `${column.tie}${path}`,
    maxLength: null,
    foldCase: false,
  };
}

function expressionOf(
  node: JsonNode,
  sql: string,
  path: string,
  column: MaskColumn,
  context: MaskContext,
): string {
  if ('mask' in node) {
    const kind = jsonKinds[node.type ?? 'text'];
    const masked = context.expression(node.mask, leafColumn(column, node, sql, path));
    return `CASE jsonb_typeof(${sql}) WHEN '${kind}' THEN to_jsonb(${masked}) WHEN 'null' THEN 'null'::jsonb END`;
  }
  if ('items' in node) {
    const alias = context.alias();
    const item = expressionOf(node.items, `${alias}.e`, `${path}[]`, column, context);
    return `CASE WHEN jsonb_typeof(${sql}) = 'array' THEN
      (SELECT coalesce(jsonb_agg(x.v ORDER BY ${alias}.o), '[]') FROM jsonb_array_elements(${sql}) WITH ORDINALITY AS ${alias}(e, o),
         LATERAL (SELECT ${item} AS v) x WHERE x.v IS NOT NULL) END`;
  }
  const parts = Object.entries(node.keys).map(([key, child]) => {
    const name = pg.escapeLiteral(key);
    const value = expressionOf(child, `(${sql} -> ${name})`, `${path}.${key}`, column, context);
    const alias = context.alias();
    return `coalesce((SELECT jsonb_build_object(${name}, ${alias}.v) FROM (SELECT ${value} AS v) ${alias} WHERE ${alias}.v IS NOT NULL), '{}')`;
  });
  return `CASE WHEN jsonb_typeof(${sql}) = 'object' THEN ${parts.length === 0 ? `'{}'::jsonb` : parts.join(' || ')} END`;
}

function leavesOf(node: JsonNode): Leaf[] {
  if ('mask' in node) return [node];
  return 'items' in node ? leavesOf(node.items) : Object.values(node.keys).flatMap(leavesOf);
}

function verdictOf(node: JsonNode, path: string, column: MaskColumn, context: MaskContext): Verdict {
  if ('mask' in node) {
    const verdict = context.verdict(node.mask, leafColumn(column, node, 'v', path));
    return verdict === true || `at ${path || 'the top'}: ${verdict}`;
  }
  if ('items' in node) return verdictOf(node.items, `${path}[]`, column, context);
  for (const [key, child] of Object.entries(node.keys)) {
    const verdict = verdictOf(child, `${path}.${key}`, column, context);
    if (verdict !== true) return verdict;
  }
  return true;
}

/**
 * Rebuilds a document from the keys the plan names, each masked by its own mask; a key that the plan does not know is
 * dropped, so that tomorrow's key cannot slip out. Works on jsonb, json and, from PostgreSQL 16 on, on text that holds
 * JSON: text that does not parse becomes the empty object.
 */
export const json = defineMask({
  name: 'json',
  parameters,
  strength: 'fair',
  keeps: 'the named keys, item counts, and what their masks keep',
  loses: 'every key that is not named, values of another kind than expected, order and spelling of json text',
  keepsNull: true,
  inner: ({ shape }) => leavesOf(shape).map(({ mask }) => mask),
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
    const built = expressionOf(shape, `${alias}.d`, '', column, context);
    return `CASE WHEN ${sql} IS NULL THEN NULL ELSE
      (SELECT coalesce(${built}, '{}')::${type.sql} FROM (SELECT ${document} AS d OFFSET 0) ${alias}) END`;
  },
});
