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

/** A value inside the document: as jsonb, and as text. Both are cheap and may be written several times. */
type Place = { sql: string; text: string; path: string };

const textOf = (sql: string) => `(${sql} #>> '{}')`;

/** A scalar inside the document as a column: its value as text, in a domain of pseudonyms named by its path. */
function leafColumn(column: MaskColumn, leaf: Leaf, place: Pick<Place, 'text' | 'path'>): MaskColumn {
  const type = scalarTypes[leaf.type ?? 'text'];
  return {
    ...column,
    sql: `${place.text}::${type.sql}`,
    type,
    notNull: true,
    unique: false,
    keys: [],
    tie: `${column.tie}${place.path}`,
    maxLength: null,
    foldCase: false,
    whole: false,
  };
}

function expressionOf(node: JsonNode, place: Place, column: MaskColumn, context: MaskContext): string {
  if ('mask' in node) return leafExpression(node, place, column, context);
  const { sql, path } = place;
  if ('keys' in node) {
    const alias = context.alias();
    const built = objectExpression(node.keys, `${alias}.o`, path, column, context);
    return `CASE WHEN jsonb_typeof(${sql}) = 'object' THEN (SELECT ${built} FROM (SELECT ${sql} AS o OFFSET 0) ${alias}) END`;
  }
  const alias = context.alias();
  const inside = { sql: `${alias}.e`, text: textOf(`${alias}.e`), path: `${path}[]` };
  const item = expressionOf(node.items, inside, column, context);
  return `CASE WHEN jsonb_typeof(${sql}) = 'array' THEN
    (SELECT coalesce(jsonb_agg(x.v ORDER BY ${alias}.o), '[]') FROM jsonb_array_elements(${sql}) WITH ORDINALITY AS ${alias}(e, o),
       LATERAL (SELECT ${item} AS v) x WHERE x.v IS NOT NULL) END`;
}

/** What is kept stays the value it is, without a way through text and back. */
function leafExpression(
  node: Leaf,
  { sql, ...place }: Place,
  column: MaskColumn,
  context: MaskContext,
): string {
  const kind = jsonKinds[node.type ?? 'text'];
  if (node.mask.name === 'keep')
    return `CASE WHEN jsonb_typeof(${sql}) IN ('${kind}', 'null') THEN ${sql} END`;
  const masked = context.expression(node.mask, leafColumn(column, node, place));
  return `CASE jsonb_typeof(${sql}) WHEN '${kind}' THEN to_jsonb(${masked}) WHEN 'null' THEN 'null'::jsonb END`;
}

/** A call takes a hundred arguments, two for each key. */
const keysPerObject = 50;

/**
 * The named keys' values first, each once; then one object of them all, from which those that are missing are taken
 * away again. Documents of one column mostly have the same keys, and lack none.
 */
function objectExpression(
  keys: Record<string, JsonNode>,
  sql: string,
  path: string,
  column: MaskColumn,
  context: MaskContext,
): string {
  const alias = context.alias();
  const values = Object.entries(keys).map(([key, child], at) => {
    const name = pg.escapeLiteral(key);
    const place = { sql: `(${sql} -> ${name})`, text: `(${sql} ->> ${name})`, path: `${path}.${key}` };
    return { name, value: `v${at}`, made: expressionOf(child, place, column, context) };
  });
  if (values.length === 0) return `'{}'::jsonb`;
  const objects = [];
  for (let at = 0; at < values.length; at += keysPerObject) {
    const some = values.slice(at, at + keysPerObject);
    objects.push(`jsonb_build_object(${some.map(({ name, value }) => `${name}, ${value}`).join(', ')})`);
  }
  const isWhole = values.map(({ value }) => `${value} IS NOT NULL`).join(' AND ');
  const missing = values.map(({ name, value }) => `CASE WHEN ${value} IS NULL THEN ${name} END`).join(', ');
  const object = objects.join(' || ');
  return `(SELECT CASE WHEN ${isWhole} THEN ${object} ELSE (${object}) - ARRAY[${missing}] END
      FROM (SELECT ${values.map(({ value, made }) => `${made} AS ${value}`).join(', ')} OFFSET 0) ${alias})`;
}

function leavesOf(node: JsonNode): Leaf[] {
  if ('mask' in node) return [node];
  return 'items' in node ? leavesOf(node.items) : Object.values(node.keys).flatMap(leavesOf);
}

function verdictOf(node: JsonNode, path: string, column: MaskColumn, context: MaskContext): Verdict {
  if ('mask' in node) {
    const verdict = context.verdict(node.mask, leafColumn(column, node, { text: 'v', path }));
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
  inner: ({ shape }) => leavesOf(shape),
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
