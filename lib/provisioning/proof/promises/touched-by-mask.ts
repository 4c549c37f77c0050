import { escapeIdentifier, escapeLiteral } from 'pg';
import { z } from 'zod';
import { namedRecord } from '../../../plan-format/named-record';
import { type MaskSpec, maskSpec } from '../../../plan-format/scrub-plan';
import type { ColumnType } from '../../catalogue/column-type';
import { leastLength } from '../compare/hash-select';
import { keysBut } from '../compare/key-conditions';

/**
 * Masks that change some values and leave others by design: digits leave what has none, documents keep what the plan
 * keeps. Which rows such a mask must change can be told from the row and the plan, and those are compared as wholes. Each
 * function here writes an SQL condition over a value of the source, true where the mask must change it, and null where the
 * plan's words do not tell.
 */

/** Whether a mask inside of another leaves nothing of a value that is long enough. */
type IsThorough = (inner: MaskSpec) => boolean;

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

/**
 * A digit other than 0, or a letter of whatever script. Of zeros and punctuation these masks make the same again: `-` and
 * `000` are nobody's number.
 */
export const holdsNumber = (value: string) =>
  `(${value}::text COLLATE "C" ~ '[1-9A-Za-z]' OR octet_length(${value}::text) > length(${value}::text))`;

/** Texts with more digits and letters to replace than a check digit may need. */
export function hasToReplace(mask: MaskSpec, value: string): string {
  const rest = `substr(${value}::text, ${(typeof mask.keepFirst === 'number' ? mask.keepFirst : 0) + 1})`;
  const letters = mask.letters === 'keep' ? '' : latin;
  return `length(${rest}) - length(translate(${rest}, '0123456789${letters}', '')) >= ${leastReplaced}`;
}

const isLong = (value: string) => `octet_length(${value}) >= ${leastLength}`;

/** Lists with text, of which the mask of an item leaves nothing. */
export function elementTouched(
  mask: MaskSpec,
  type: ColumnType,
  value: string,
  isThorough: IsThorough,
): string | null {
  const { element } = listed.parse(mask);
  if (!element || !isThorough(element) || type.element?.kind !== 'base') return null;
  return isLong(`array_to_string(${value}, '')`);
}

/** Rows with text in a field of which nothing stays. */
export function fieldTouched(
  mask: MaskSpec,
  _type: ColumnType,
  value: string,
  isThorough: IsThorough,
): string | null {
  const thorough = Object.entries(listed.parse(mask).fields ?? {}).filter(([, each]) => isThorough(each));
  if (thorough.length === 0) return null;
  return thorough.map(([name]) => isLong(`(${value}).${escapeIdentifier(name)}::text`)).join(' OR ');
}

/** Documents with text in a place of which nothing stays. Text that holds JSON may hold none, and is not looked into. */
export function documentTouched(
  mask: MaskSpec,
  type: ColumnType,
  value: string,
  isThorough: IsThorough,
): string | null {
  if (type.base !== 'json' && type.base !== 'jsonb') return null;
  const shape = node.safeParse(mask.shape);
  const paths = shape.success ? thoroughPaths(shape.data, [], isThorough) : [];
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
function thoroughPaths(at: Node, path: Path, isThorough: IsThorough): Path[] {
  if ('mask' in at) return isThorough(at.mask) && (at.type ?? 'text') === 'text' ? [path] : [];
  if ('items' in at) return thoroughPaths(at.items, [...path, null], isThorough);
  const named = Object.entries(at.keys).flatMap(([key, inside]) =>
    thoroughPaths(inside, [...path, key], isThorough),
  );
  const others = { except: Object.keys(at.keys) };
  return at.others ? [...named, ...thoroughPaths(at.others.value, [...path, others], isThorough)] : named;
}
