import { escapeIdentifier, escapeLiteral } from 'pg';
import { z } from 'zod';
import { namedRecord } from '../../../plan-format/named-record';
import { type MaskSpec, maskSpec } from '../../../plan-format/scrub-plan';
import type { ColumnType } from '../../catalogue/column-type';
import { isThorough as isThoroughly, leastLength } from './expectation';
import { asDocument, keyPlaces, keysBut, unnamedKeys } from './key-places';

/**
 * Masks that change some values and leave others by design: digits leave what has none, documents keep what the plan
 * keeps. Which rows such a mask must change can be told from the row and the plan, and those are compared as wholes.
 */

/** Digits and letters that are replaced; of fewer, the check digits that a field demands may be all. */
const leastReplaced = 5;
const latin = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

const listed = z.looseObject({
  element: maskSpec.optional(),
  fields: namedRecord(maskSpec).optional(),
});
const node: z.ZodType<Node> = z.lazy(() =>
  z.union([
    z.looseObject({ mask: maskSpec, type: z.string().optional() }),
    z.looseObject({ keys: namedRecord(node), others: z.looseObject({ value: node }).optional() }),
    z.looseObject({ items: node }),
  ]),
);
type Node =
  | { mask: MaskSpec; type?: string | undefined }
  | { keys: Record<string, Node>; others?: { value: Node } | undefined }
  | { items: Node };

/** Whether a mask by itself leaves nothing of a value that is long enough. */
const isThorough = (mask: MaskSpec) => isThoroughly({ mask });

/**
 * An SQL condition over a value of the source that is true where this mask must change it; null where the plan's words
 * do not tell.
 */
export function touchedBy(mask: MaskSpec, type: ColumnType, value: string): string | null {
  const conditions = [valueTouched(mask, type, value), ...keysTouched(mask, type, value)];
  const told = conditions.filter((condition) => condition !== null);
  return told.length > 0 ? told.join(' OR ') : null;
}

/** A document with a key that has to be renewed does not stay as it is. */
const keysTouched = (mask: MaskSpec, type: ColumnType, value: string) =>
  keyPlaces(mask)
    .filter(({ others }) => others === 'renewed')
    .map((place) => `EXISTS ${unnamedKeys(asDocument(type, value), place)}`);

function valueTouched(mask: MaskSpec, type: ColumnType, value: string): string | null {
  switch (mask.name) {
    case 'phone':
    case 'card':
      return holdsNumber(value);
    case 'digits':
      return hasToReplace(mask, value);
    case 'json':
      return type.base === 'json' || type.base === 'jsonb' ? documentTouched(mask, value) : null;
    case 'array':
      return elementTouched(mask, type, value);
    case 'fields':
      return fieldTouched(mask, value);
    default:
      return null;
  }
}

/** Whether a mask that holds others holds any that leaves nothing of a value. */
export function holdsThorough(mask: MaskSpec): boolean {
  return Object.values(mask).some((inside) => anyMask(inside));
}

function anyMask(inside: unknown): boolean {
  if (typeof inside !== 'object' || inside === null) return false;
  const own = maskSpec.safeParse(inside);
  if (own.success && isThorough(own.data)) return true;
  return Object.values(inside).some(anyMask);
}

/**
 * A digit other than 0, or a letter of whatever script. Of zeros and punctuation these masks make the same again: `-` and
 * `000` are nobody's number.
 */
const holdsNumber = (value: string) =>
  `(${value}::text COLLATE "C" ~ '[1-9A-Za-z]' OR octet_length(${value}::text) > length(${value}::text))`;

function hasToReplace(mask: MaskSpec, value: string): string {
  const rest = `substr(${value}::text, ${(typeof mask.keepFirst === 'number' ? mask.keepFirst : 0) + 1})`;
  const letters = mask.letters === 'keep' ? '' : latin;
  return `length(${rest}) - length(translate(${rest}, '0123456789${letters}', '')) >= ${leastReplaced}`;
}

const isLong = (value: string) => `octet_length(${value}) >= ${leastLength}`;

function elementTouched(mask: MaskSpec, type: ColumnType, value: string): string | null {
  const { element } = listed.parse(mask);
  if (!element || !isThorough(element) || type.element?.kind !== 'base') return null;
  return isLong(`array_to_string(${value}, '')`);
}

function fieldTouched(mask: MaskSpec, value: string): string | null {
  const thorough = Object.entries(listed.parse(mask).fields ?? {}).filter(([, each]) => isThorough(each));
  if (thorough.length === 0) return null;
  return thorough.map(([name]) => isLong(`(${value}).${escapeIdentifier(name)}::text`)).join(' OR ');
}

function documentTouched(mask: MaskSpec, value: string): string | null {
  const shape = node.safeParse(mask.shape);
  const paths = shape.success ? thoroughPaths(shape.data, []) : [];
  if (paths.length === 0) return null;
  return paths.map((path) => holdsLongText(`${value}::jsonb`, path)).join(' OR ');
}

/** Keys from the outside in, or every key but some; null stands for every item of an array. */
type Path = readonly (string | null | { except: readonly string[] })[];

/** Whether a document has a text in this place that is long enough. A path of keys is followed three times as fast. */
function holdsLongText(document: string, path: Path): string {
  const keys = path.flatMap((step) => (typeof step === 'string' ? [escapeLiteral(step)] : []));
  const last = keys.at(-1);
  if (last === undefined || keys.length < path.length) {
    const written = path
      .map((step) =>
        step === null ? '[*]' : typeof step === 'string' ? `.${JSON.stringify(step)}` : keysBut(step.except),
      )
      .join('');
    const filter = `$${written} ? (@.type() == "string" && @ like_regex "^.{${leastLength}}" flag "s")`;
    return `jsonb_path_exists(${document}, ${escapeLiteral(filter)}::jsonpath)`;
  }
  const holder = [document, ...keys.slice(0, -1)].join(' -> ');
  return `(jsonb_typeof(${holder} -> ${last}) = 'string' AND length(${holder} ->> ${last}) >= ${leastLength})`;
}

/** Where in a document the plan has texts of which nothing stays. */
function thoroughPaths(at: Node, path: Path): Path[] {
  if ('mask' in at) return isThorough(at.mask) && (at.type ?? 'text') === 'text' ? [path] : [];
  if ('items' in at) return thoroughPaths(at.items, [...path, null]);
  const named = Object.entries(at.keys).flatMap(([key, inside]) => thoroughPaths(inside, [...path, key]));
  const others = { except: Object.keys(at.keys) };
  return at.others ? [...named, ...thoroughPaths(at.others.value, [...path, others])] : named;
}
