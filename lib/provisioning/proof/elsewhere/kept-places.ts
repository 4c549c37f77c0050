import { escapeIdentifier, escapeLiteral } from 'pg';
import { groupOf } from '../../../plan-format/data-class';
import { ownEntry } from '../../../plan-format/own-entry';
import type { MaskSpec, PlanColumn, PlanTable } from '../../../plan-format/scrub-plan';
import type { CatalogueTable } from '../../catalogue/catalogue';
import type { ColumnType } from '../../catalogue/column-type';
import { holdingOf, isReadable } from '../promises/expectation';
import { jsonAt, jsonLeaves, jsonPathOf, keysOf } from './json-leaves';

/**
 * Where the plan lets text leave as it is: kept columns of all types that hold text, kept leaves of documents, fields of
 * rows and elements of arrays, and text in which only patterns are blanked.
 */
export type KeptPlace = {
  column: string;
  /** As the target's server writes it, over a row called `src`. */
  text: string;
  /** Its quoted parts are texts of their own. */
  escaped: boolean;
  /** A person keeps it as somebody's data, with a reason: values are counted there and are no failure. */
  isMeant: boolean;
};

const plain = new Set(['text', 'varchar', 'bpchar', 'citext', 'name', 'xml']);
const structured = new Set(['json', 'jsonb', 'hstore']);
const numbers = new Set(
  'bool int2 int4 int8 numeric float4 float8 money date time timetz timestamp timestamptz interval oid bit varbit bytea point line lseg box path polygon circle tsvector tsquery pg_lsn'.split(
    ' ',
  ),
);

/** How a type is read: null for types that hold no text. */
function readingOf(type: ColumnType, withIds: boolean): { escaped: boolean } | null {
  const { kind, base } = type;
  if (kind === 'composite')
    return type.fields.some((field) => readingOf(field.type, withIds)) ? { escaped: true } : null;
  if (kind === 'array' || kind === 'range' || kind === 'multirange')
    return type.element && readingOf(type.element, withIds) ? { escaped: true } : null;
  // Labels of an enum are part of the structure and are looked through there.
  if (kind !== 'base' || numbers.has(base)) return null;
  if (['uuid', 'inet', 'cidr', 'macaddr', 'macaddr8'].includes(base))
    return withIds ? { escaped: false } : null;
  if (plain.has(base)) return { escaped: false };
  // Types of extensions write text as they like.
  return { escaped: structured.has(base) || type.schema !== 'pg_catalog' };
}

/**
 * All of one table. `withIds` where values of the source may be UUIDs or addresses of a network. With `inSource` nothing is
 * blanked yet: text in which patterns will be is left out, and so is what nobody has decided.
 */
export function keptPlaces(
  table: CatalogueTable,
  plan: PlanTable,
  { withIds, inSource }: { withIds: boolean; inSource: boolean },
): KeptPlace[] {
  return table.columns.flatMap(({ name, type }): KeptPlace[] => {
    const entry = ownEntry(plan.columns, name);
    if (inSource && (!entry?.mask || isBlanked(entry.mask))) return [];
    const place = entry && placeOf(entry.mask, type, `src.${escapeIdentifier(name)}`, withIds);
    return place ? [{ column: name, isMeant: isMeant(entry), ...place }] : [];
  });
}

/** Text in which patterns are blanked, and that people read all the same. */
const isBlanked = (mask: MaskSpec) => mask.name !== 'keep' && isReadable(mask);

const isMeant = ({ class: held, mask, reason }: PlanColumn) =>
  mask?.name === 'keep' && reason !== undefined && ['direct', 'secret'].includes(groupOf(held));

type Written = Pick<KeptPlace, 'text' | 'escaped'>;

function placeOf(
  mask: MaskSpec | undefined,
  type: ColumnType,
  value: string,
  withIds: boolean,
): Written | null {
  if (!mask || isReadable(mask)) {
    const reading = readingOf(type, withIds);
    return reading && { text: `${value}::text`, ...reading };
  }
  const holding = holdingOf(mask);
  if (holding === 'document') return keptLeaves(mask, type, value);
  if (holding === 'row') return keptFields(mask, type, value, withIds);
  if (holding === 'map') return keptEntries(mask, type, value);
  const { element } = mask;
  return holding === 'list' && isKeep(element) ? placeOf({ name: 'keep' }, type, value, withIds) : null;
}

const isKeep = (mask: unknown) =>
  typeof mask === 'object' && mask !== null && 'name' in mask && mask.name === 'keep';

function keptLeaves(mask: MaskSpec, type: ColumnType, value: string): Written | null {
  const document = `${value}::${type.base === 'json' || type.base === 'jsonb' ? '' : 'text::'}jsonb`;
  const paths = jsonLeaves(mask.shape).filter((leaf) => leaf.mask.name === 'keep');
  const texts = paths.map(({ path }) => {
    const keys = keysOf(path);
    return keys
      ? `${jsonAt(document, keys)}::text`
      : `jsonb_path_query_array(${document}, ${jsonPathOf(path)})::text`;
  });
  return joined(texts);
}

function keptFields(mask: MaskSpec, type: ColumnType, value: string, withIds: boolean): Written | null {
  const { fields } = mask;
  const texts = type.fields.flatMap((field) => {
    const own = typeof fields === 'object' && fields !== null ? Reflect.get(fields, field.name) : undefined;
    const reading = isKeep(own) ? readingOf(field.type, withIds) : null;
    return reading ? [`to_jsonb((${value}).${escapeIdentifier(field.name)}::text)::text`] : [];
  });
  return joined(texts);
}

function keptEntries(mask: MaskSpec, type: ColumnType, value: string): Written | null {
  const { keys } = mask;
  const kept =
    typeof keys === 'object' && keys !== null ? Object.entries(keys).filter(([, own]) => isKeep(own)) : [];
  const texts = kept.map(
    ([key]) => `to_jsonb(${value} OPERATOR(${escapeIdentifier(type.schema)}.->) ${escapeLiteral(key)})::text`,
  );
  return joined(texts);
}

/** Several texts as one, each in quotation marks. */
const joined = (texts: string[]): Written | null =>
  texts.length === 0 ? null : { text: `nullif(concat_ws('; ', ${texts.join(', ')}), '')`, escaped: true };
