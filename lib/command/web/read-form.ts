import { KnownError } from '../../errors';

/** A form's contents as nested plain data, before any schema has seen it. */
export type FormValues = { [name: string]: FormValue };
export type FormValue = string | FormValue[] | FormValues;

/** Deeper than any form of ours; a name with more parts is left out. */
const deepest = 4;

/** Numbers that a form of ours may skip in all of its lists together: lines that were taken out before it was sent. */
const mostGaps = 1_000;

/**
 * Reads a form: `people.0.email` becomes `{ people: [{ email }] }`, a name that stands several times becomes a list, and
 * `name[]` is a list even of one or none. Files and Next's own `$ACTION_` fields are left out. `__proto__` and the like
 * are plain names, since objects are made without a prototype. Line ends are plain, however the browser sent them.
 *
 * What is made is never much larger than what was sent: a form whose numbers skip more than 1,000 places is refused
 * (`invalid_input`). The time grows with the fields alone.
 */
export function readForm(form: FormData): FormValues {
  const values: FormValues = Object.create(null);
  const room = { gaps: mostGaps };
  for (const [name, texts] of textsByName(form)) {
    const asList = name.endsWith('[]');
    const path = (asList ? name.slice(0, -2) : name).split('.', deepest + 1);
    const [only] = texts;
    if (only === undefined || path.length > deepest) continue;
    place(values, path, asList || texts.length > 1 ? texts.filter((text) => text !== '') : only, room);
  }
  return values;
}

function textsByName(form: FormData): Map<string, string[]> {
  const byName = new Map<string, string[]>();
  for (const [name, value] of form) {
    if (typeof value !== 'string' || name.startsWith('$ACTION')) continue;
    const text = value.replaceAll('\r\n', '\n');
    const known = byName.get(name);
    if (known) known.push(text);
    else byName.set(name, [text]);
  }
  return byName;
}

function place(values: FormValues, path: string[], value: FormValue, room: { gaps: number }): void {
  let at: FormValues | FormValue[] = values;
  for (const [index, part] of path.entries()) {
    const isLast = index === path.length - 1;
    const next: FormValue = isLast ? value : isPosition(path[index + 1] ?? '') ? [] : Object.create(null);
    const child: FormValue | undefined = Array.isArray(at)
      ? placeInList(at, part, { next, isLast, room })
      : placeInRecord(at, part, { next, isLast });
    if (typeof child !== 'object') return;
    at = child;
  }
}

const isPosition = (part: string) => /^\d+$/.test(part);

/** What stands at this part of a path afterwards; undefined where a list has no such place. */
function placeInList(
  at: FormValue[],
  part: string,
  { next, isLast, room }: { next: FormValue; isLast: boolean; room: { gaps: number } },
): FormValue | undefined {
  if (!isPosition(part)) return undefined;
  const position = Number(part);
  fill(at, position, room);
  if (isLast || isBlank(at[position])) at[position] = next;
  return at[position];
}

function placeInRecord(
  at: FormValues,
  part: string,
  { next, isLast }: { next: FormValue; isLast: boolean },
): FormValue {
  const child = isLast ? next : (at[part] ?? next);
  at[part] = child;
  return child;
}

/** Makes the list reach up to a position. Throws once the form's gaps are used up, before anything is filled in. */
function fill(list: FormValue[], position: number, room: { gaps: number }): void {
  const missing = position - list.length;
  if (missing > 0) room.gaps -= missing;
  if (room.gaps < 0)
    throw new KnownError(
      'invalid_input',
      'The lines of this form are numbered wrongly. Open the page again.',
    );
  while (list.length <= position) list.push(Object.create(null));
}

function isBlank(value: FormValue | undefined): boolean {
  if (typeof value !== 'object') return value === undefined;
  if (Array.isArray(value)) return value.length === 0;
  for (const _ in value) return false;
  return true;
}
