import { escapeIdentifier, escapeLiteral } from 'pg';
import { type DataClass, groupOf } from '../../../plan-format/data-class';
import { ownEntry } from '../../../plan-format/own-entry';
import type { MaskSpec, PlanTable } from '../../../plan-format/scrub-plan';
import type { CatalogueColumn, CatalogueTable } from '../../catalogue/catalogue';
import type { ColumnType } from '../../catalogue/column-type';
import { holdingOf } from '../promises/expectation';
import { promisesOf } from '../promises/mask-promises';
import type { OwnKind } from '../promises/own-kind';
import { jsonLeaves, jsonPathOf, jsonTextAt, keysOf, labelOf } from './json-leaves';
import { endingDigits, leastDigits } from './read-numbers';
import { leastToken, mostWords } from './read-words';

/**
 * Columns of the source whose values are somebody's and must stand nowhere in a copy: direct identifiers and secrets that
 * the plan masks, in columns, elements of arrays, fields of rows and leaves of documents. Each is written as hashes under
 * the proof's seed, in the same pieces as `WordReader` takes texts apart.
 */

export type OwnColumn = {
  table: CatalogueTable;
  /** Which rows of the source were to be copied; null for all. */
  where: string | null;
  /** So many of them at the most; null for all. */
  sample: number | null;
  /** The column, with the way to the value inside a document or row: `details.owner`. */
  label: string;
  kind: OwnKind;
  /** The value as text, over a row called `src` and, of lists, over `item`. */
  value: string;
  /** Further entries of the FROM clause that spread a list. */
  spread: string;
};

const byClass: Partial<Record<DataClass, OwnKind>> = {
  'direct.person_name': 'name',
  'direct.mail': 'token',
  'direct.phone': 'phone',
  'direct.address': 'address',
  'direct.national_id': 'number',
  'direct.account_number': 'number',
  'direct.card_number': 'number',
  'direct.ip_address': 'token',
  'direct.device': 'token',
  'direct.username': 'token',
  'direct.image': 'token',
};
function kindOf(dataClass: DataClass, mask: MaskSpec): OwnKind | null {
  if (mask.name === 'keep') return null;
  if (groupOf(dataClass) === 'secret') return 'token';
  // A mask says of what kind the values of a class are that may be anything.
  if (dataClass === 'direct.free_text') return promisesOf(mask.name)?.sought ?? null;
  return byClass[dataClass] ?? null;
}

const written = new Set(
  'text varchar bpchar citext name xml uuid inet cidr macaddr macaddr8 int4 int8 numeric'.split(' '),
);
const isWritten = (type: ColumnType) =>
  type.kind === 'enum' || (type.kind === 'base' && written.has(type.base));

type Place = { column: string; label: string; value: string; spread: string };

/** All of one table. */
export function ownColumns(
  table: CatalogueTable,
  plan: PlanTable,
  rows: Pick<OwnColumn, 'where' | 'sample'>,
): OwnColumn[] {
  return table.columns.flatMap((column) => {
    const entry = ownEntry(plan.columns, column.name);
    if (!entry?.mask) return [];
    const place: Place = {
      column: column.name,
      label: column.name,
      value: `src.${escapeIdentifier(column.name)}`,
      spread: '',
    };
    return inside(place, column.type, { dataClass: entry.class, mask: entry.mask }).map((each) => ({
      table,
      ...rows,
      ...each,
    }));
  });
}

type Decided = { dataClass: DataClass; mask: MaskSpec };

function inside(
  place: Place,
  type: CatalogueColumn['type'],
  decided: Decided,
): Omit<OwnColumn, 'table' | 'where' | 'sample'>[] {
  const { dataClass, mask } = decided;
  const holding = holdingOf(mask);
  if (holding === 'document') return insideDocument(place, type, decided);
  if (holding === 'row') return insideRow(place, type, decided);
  if (holding === 'map') return insideMap(place, type, decided);
  if (type.kind === 'array') {
    const { element } = type;
    const own = isMask(mask.element) ? mask.element : mask;
    if (!element || place.spread !== '') return [];
    const spread = `, LATERAL unnest(${place.value}) AS item (v)`;
    return inside({ ...place, value: 'item.v', spread }, element, { dataClass, mask: own });
  }
  const kind = kindOf(dataClass, mask);
  if (kind === null || !isWritten(type)) return [];
  const text = type.base === 'inet' ? `host(${place.value})` : `${place.value}::text`;
  return [{ label: place.label, kind, value: text, spread: place.spread }];
}

const isMask = (value: unknown): value is MaskSpec =>
  typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';

function insideRow(place: Place, type: ColumnType, { dataClass, mask }: Decided) {
  return type.fields.flatMap((field) => {
    const own = entryOf(mask.fields, field.name);
    if (!isMask(own)) return [];
    const value = `(${place.value}).${escapeIdentifier(field.name)}`;
    const said = entryOf(mask.classes, field.name);
    return inside({ ...place, value, label: `${place.label}.${field.name}` }, field.type, {
      dataClass: isDataClass(said) ? said : dataClass,
      mask: own,
    });
  });
}

function insideMap(place: Place, type: ColumnType, { dataClass, mask }: Decided) {
  const schema = escapeIdentifier(type.schema);
  const named = entriesOf(mask.keys).flatMap(([key, own]) => {
    if (!isMask(own)) return [];
    const said = entryOf(mask.classes, key);
    const kind = kindOf(isDataClass(said) ? said : dataClass, own);
    const value = `(${place.value} OPERATOR(${schema}.->) ${escapeLiteral(key)})`;
    return kind === null ? [] : [{ label: `${place.label}.${key}`, kind, value, spread: place.spread }];
  });
  const others = ['key', 'value'].flatMap((side) => {
    const own = entryOf(mask.others, side);
    const inner = entryOf(own, 'mask');
    if (place.spread !== '' || !isMask(inner)) return [];
    const said = entryOf(own, 'class');
    const kind = kindOf(isDataClass(said) ? said : dataClass, inner);
    const except = entriesOf(mask.keys).map(([key]) => escapeLiteral(key));
    const spread = `, LATERAL (SELECT CASE WHEN k <> ALL (ARRAY[${except.join(', ')}]::text[]) THEN ${side === 'key' ? 'k' : 'v'} END FROM ${schema}.each(${place.value}) AS each (k, v)) AS item (v)`;
    return kind === null ? [] : [{ label: `${place.label}.*`, kind, value: 'item.v', spread }];
  });
  return [...named, ...others];
}

function insideDocument(place: Place, type: ColumnType, { dataClass, mask }: Decided) {
  // Text that holds JSON may hold none, and is not taken apart.
  if (type.kind !== 'base' || (type.base !== 'json' && type.base !== 'jsonb') || place.spread !== '')
    return [];
  return jsonLeaves(mask.shape).flatMap(({ path, mask: own, dataClass: said }) => {
    const kind = kindOf(said ?? dataClass, own);
    if (kind === null) return [];
    const label = path.length === 0 ? place.label : `${place.label}.${labelOf(path)}`;
    const keys = keysOf(path);
    if (keys) return [{ label, kind, value: jsonTextAt(place.value, keys), spread: '' }];
    const spread = `, LATERAL jsonb_path_query(${place.value}::jsonb, ${jsonPathOf(path)}) AS item (v)`;
    return [{ label, kind, value: `(item.v #>> '{}')`, spread }];
  });
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
const entriesOf = (value: unknown) => (isRecord(value) ? Object.entries(value) : []);
const entryOf = (value: unknown, name: string) => (isRecord(value) ? ownEntry(value, name) : undefined);
const isDataClass = (value: unknown): value is DataClass => typeof value === 'string' && value.includes('.');

/** Signs between words that people write into names, and into addresses. */
const between = `.,'_/()"+’‐–—-`;

/** A text in small letters. Those of ASCII alone, which most are, take a tenth of the time. */
const small = (value: string) =>
  `CASE WHEN octet_length(${value}) = length(${value}) THEN lower(${value} COLLATE "C") ELSE lower(${value} COLLATE pg_catalog."default") COLLATE "C" END`;

/** Most texts have none of the signs, and a pattern sees that in a fifth of the time that replacing them takes. */
const spaced = (text: string) =>
  `CASE WHEN ${text} ~ ${escapeLiteral(`[${between}]|^ | $`)}
     THEN btrim(translate(${text}, ${escapeLiteral(between)}, '${' '.repeat(between.length)}')) ELSE ${text} END`;

/** The same of digits, which most numbers have in groups. */
const digitsOf = (text: string) =>
  `CASE WHEN ${text} ~ '^[0-9 +]*$' THEN replace(replace(${text}, ' ', ''), '+', '')
     ELSE translate(${text}, translate(${text}, '0123456789', ''), '') END`;

/** The text of a column as everything is taken from it; of telephone numbers only digits are. */
export const plainText = ({ kind }: OwnColumn, value: string) =>
  kind === 'phone' ? `${value} COLLATE "C"` : small(value);

/**
 * What the hashes of a column are made of, as entries of a SELECT around that of the plain text: each thing is written
 * once and used several times, since a way into a document costs as much as all the rest.
 */
export function preparedTexts({ kind }: OwnColumn, at: number, plain: string): string[] {
  const text = `(${plain} COLLATE "C")`;
  if (kind === 'name') return [`${spaced(text)} AS p${at}`];
  // An address by whose words nobody is found has no number in it.
  if (kind === 'address') return [`CASE WHEN ${text} ~ '[0-9]' THEN ${spaced(text)} END AS p${at}`];
  // A sign of equality at the end of base 64 separates in a text.
  const token = `rtrim(${text}, '=') AS p${at}`;
  if (kind === 'token') return [token];
  const digits = `ltrim(${digitsOf(text)}, '0') COLLATE "C" AS d${at}`;
  return kind === 'number' ? [token, digits] : [digits];
}

/** The pieces of the column's prepared texts, as SQL texts that are NULL where there is none. */
export function piecesOf(kind: OwnKind, at: number): string[] {
  const [text, digits] = [`own.p${at}`, `own.d${at}`];
  if (kind === 'name' || kind === 'address')
    return Array.from(
      { length: mostWords },
      (_, word) => `nullif(split_part(${text}, ' ', ${word + 1}), '')`,
    );
  const token = `CASE WHEN octet_length(${text}) >= ${leastToken} THEN ${text} END`;
  if (kind === 'token') return [token];
  const number = `CASE WHEN octet_length(${digits}) BETWEEN ${leastDigits} AND 40 THEN '#' || ${digits} END`;
  if (kind === 'number') return [token, number];
  const ending = `CASE WHEN octet_length(${digits}) >= ${endingDigits} THEN '~' || right(${digits}, ${endingDigits}) END`;
  return [number, ending];
}
