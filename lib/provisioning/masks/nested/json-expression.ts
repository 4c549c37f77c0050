import pg from 'pg';
import type { JsonLeaf, JsonNode, JsonObject, JsonOthers } from '../../../plan-format/json-shape';
import { scalarType } from '../../catalogue/column-type';
import type { MaskColumn, MaskContext } from '../mask';
import { anyLength } from '../sql/drawn-length';

/** The SQL that rebuilds a document from a tree of what survives of it. */

const scalarTypes = { text: scalarType('text'), number: scalarType('numeric'), boolean: scalarType('bool') };
const jsonKinds = { text: 'string', number: 'number', boolean: 'boolean' };

/** A value inside the document: as jsonb, and as text. Both are cheap and may be written several times. */
export type Place = { sql: string; text: string; path: string };

export const textOf = (sql: string) => `(${sql} #>> '{}')`;

/** A scalar inside the document as a column: its value as text, in a domain of pseudonyms named by its path. */
export function leafColumn(
  column: MaskColumn,
  leaf: Pick<JsonLeaf, 'type'>,
  place: Pick<Place, 'text' | 'path'>,
): MaskColumn {
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
    lengths: anyLength,
    foldCase: false,
    whole: false,
  };
}

/** A key that is data as a column: keys of one object have to stay different. */
export function keyColumn(column: MaskColumn, sql: string, path: string): MaskColumn {
  const leaf = leafColumn(column, {}, { text: sql, path: `${path}.*` });
  return { ...leaf, unique: true };
}

/** SQL over jsonb that gives the masked jsonb, and NULL for what has to be left out. */
export function expressionOf(node: JsonNode, place: Place, column: MaskColumn, context: MaskContext): string {
  if ('mask' in node) return leafExpression(node, place, column, context);
  const { sql, path } = place;
  if ('keys' in node)
    return `CASE WHEN jsonb_typeof(${sql}) = 'object' THEN ${objectExpression(node, place, column, context)} END`;
  const alias = context.alias();
  const inside = { sql: `${alias}.e`, text: textOf(`${alias}.e`), path: `${path}[]` };
  const item = expressionOf(node.items, inside, column, context);
  return `CASE WHEN jsonb_typeof(${sql}) = 'array' THEN
    (SELECT coalesce(jsonb_agg(x.v ORDER BY ${alias}.o), '[]') FROM jsonb_array_elements(${sql}) WITH ORDINALITY AS ${alias}(e, o),
       LATERAL (SELECT ${item} AS v) x WHERE x.v IS NOT NULL) END`;
}

/** What is kept stays the value it is, without a way through text and back. */
function leafExpression(node: JsonLeaf, place: Place, column: MaskColumn, context: MaskContext): string {
  const { sql } = place;
  if (isKept(node)) return `CASE WHEN jsonb_typeof(${sql}) IN ('${kindOf(node)}', 'null') THEN ${sql} END`;
  return `CASE jsonb_typeof(${sql}) WHEN '${kindOf(node)}' THEN to_jsonb(${scalar(node, place, column, context)}) WHEN 'null' THEN 'null'::jsonb END`;
}

const isKept = (node: JsonLeaf) => node.mask.name === 'keep';
const kindOf = (node: JsonLeaf) => jsonKinds[node.type ?? 'text'];

function scalar(node: JsonLeaf, place: Place, column: MaskColumn, context: MaskContext): string {
  return context.expression(node.mask, leafColumn(column, node, place));
}

/** A call takes a hundred arguments, two for each key. */
const keysPerObject = 50;
/** A SELECT has 1,664 columns at most, of which a masked scalar takes two. */
export const mostKeys = 800;

function objectExpression(
  { keys, others }: JsonObject,
  place: Place,
  column: MaskColumn,
  context: MaskContext,
): string {
  const named = namedKeys(keys, place, column, context);
  return others ? `${otherKeys(others, Object.keys(keys), place, column, context)} || ${named}` : named;
}

/** Keys that are data, each masked like the value below it. A mask of unique values keeps the keys of an object apart. */
function otherKeys(
  { key, value }: JsonOthers,
  named: readonly string[],
  { sql, path }: Place,
  column: MaskColumn,
  context: MaskContext,
): string {
  const [each, made] = [context.alias(), context.alias()];
  const inside = { sql: `${each}.e`, text: textOf(`${each}.e`), path: `${path}.*` };
  const masked = context.expression(key.mask, keyColumn(column, `${each}.k`, path));
  const unnamed =
    named.length === 0 ? '' : ` WHERE ${each}.k <> ALL (ARRAY[${named.map(pg.escapeLiteral).join(', ')}])`;
  return `(SELECT coalesce(jsonb_object_agg(${made}.k, ${made}.v) FILTER (WHERE ${made}.v IS NOT NULL), '{}')
      FROM (SELECT ${masked} AS k, ${expressionOf(value, inside, column, context)} AS v
              FROM jsonb_each(${sql}) AS ${each}(k, e)${unnamed} OFFSET 0) ${made})`;
}

/**
 * The named keys' values first, each taken out of the document once; then one object of them all, from which those that
 * are missing are taken away again. Documents of one column mostly have the same keys, and lack none.
 */
function namedKeys(
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
