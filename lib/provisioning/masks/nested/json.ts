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
  if ('keys' in node)
    return `CASE WHEN jsonb_typeof(${sql}) = 'object' THEN ${objectExpression(node.keys, place, column, context)} END`;
  const alias = context.alias();
  const inside = { sql: `${alias}.e`, text: textOf(`${alias}.e`), path: `${path}[]` };
  const item = expressionOf(node.items, inside, column, context);
  return `CASE WHEN jsonb_typeof(${sql}) = 'array' THEN
    (SELECT coalesce(jsonb_agg(x.v ORDER BY ${alias}.o), '[]') FROM jsonb_array_elements(${sql}) WITH ORDINALITY AS ${alias}(e, o),
       LATERAL (SELECT ${item} AS v) x WHERE x.v IS NOT NULL) END`;
}

/** What is kept stays the value it is, without a way through text and back. */
function leafExpression(node: Leaf, place: Place, column: MaskColumn, context: MaskContext): string {
  const { sql } = place;
  if (isKept(node)) return `CASE WHEN jsonb_typeof(${sql}) IN ('${kindOf(node)}', 'null') THEN ${sql} END`;
  return `CASE jsonb_typeof(${sql}) WHEN '${kindOf(node)}' THEN to_jsonb(${scalar(node, place, column, context)}) WHEN 'null' THEN 'null'::jsonb END`;
}

const isKept = (node: Leaf) => node.mask.name === 'keep';
const kindOf = (node: Leaf) => jsonKinds[node.type ?? 'text'];

function scalar(node: Leaf, place: Place, column: MaskColumn, context: MaskContext): string {
  return context.expression(node.mask, leafColumn(column, node, place));
}

/** A call takes a hundred arguments, two for each key. */
const keysPerObject = 50;
/** A SELECT has 1,664 columns at most, of which a masked scalar takes two. */
const mostKeys = 800;

/**
 * The named keys' values first, each taken out of the document once; then one object of them all, from which those that
 * are missing are taken away again. Documents of one column mostly have the same keys, and lack none.
 */
function objectExpression(
  keys: Record<string, JsonNode>,
  { sql, path }: Place,
  column: MaskColumn,
  context: MaskContext,
): string {
  const [raw, made] = [context.alias(), context.alias()];
  const values = Object.entries(keys).map(([key, child], at): ObjectValue => {
    const place = { sql: `${raw}.r${at}`, text: `${raw}.t${at}`, path: `${path}.${key}` };
    return { name: pg.escapeLiteral(key), at, ...objectValue(child, place, column, context) };
  });
  if (values.length === 0) return `'{}'::jsonb`;
  const objects = [];
  for (let at = 0; at < values.length; at += keysPerObject) {
    const some = values.slice(at, at + keysPerObject);
    objects.push(`jsonb_build_object(${some.map((each) => `${each.name}, ${made}.v${each.at}`).join(', ')})`);
  }
  const object = objects.join(' || ');
  const isWhole = values.map(({ at }) => `${made}.v${at} IS NOT NULL`).join(' AND ');
  const isMissing = ({ at, isScalar }: ObjectValue) =>
    `${made}.v${at} IS NULL${isScalar ? ` AND jsonb_typeof(${made}.r${at}) IS DISTINCT FROM 'null'` : ''}`;
  const missing = values.map((each) => `CASE WHEN ${isMissing(each)} THEN ${each.name} END`).join(', ');
  const taken = values.flatMap(({ name, at, isScalar }) => [
    `${sql} -> ${name} AS r${at}`,
    ...(isScalar ? [`${sql} ->> ${name} AS t${at}`] : []),
  ]);
  const written = values.flatMap(({ at, value, isScalar }) => [
    `${value} AS v${at}`,
    ...(isScalar ? [`${raw}.r${at}`] : []),
  ]);
  return `(SELECT CASE WHEN ${isWhole} THEN ${object} ELSE (${object}) - ARRAY[${missing}] END
      FROM (SELECT ${written.join(', ')} FROM (SELECT ${taken.join(', ')} OFFSET 0) ${raw} OFFSET 0) ${made})`;
}

/** The value of the key in this place of an object: as a document, or as the scalar that an object takes as well. */
type ObjectValue = { name: string; at: number; value: string; isScalar: boolean };

function objectValue(
  node: JsonNode,
  place: Place,
  column: MaskColumn,
  context: MaskContext,
): Pick<ObjectValue, 'value' | 'isScalar'> {
  if (!('mask' in node) || isKept(node))
    return { value: expressionOf(node, place, column, context), isScalar: false };
  const masked = scalar(node, place, column, context);
  return {
    value: `CASE WHEN jsonb_typeof(${place.sql}) = '${kindOf(node)}' THEN ${masked} END`,
    isScalar: true,
  };
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
  const named = Object.keys(node.keys).length;
  if (named > mostKeys)
    return `at ${path || 'the top'}: it names ${named} keys, and ${mostKeys} are the most`;
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
