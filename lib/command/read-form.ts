/** A form's contents as nested plain data, before any schema has seen it. */
export type FormValues = { [name: string]: FormValue };
export type FormValue = string | FormValue[] | FormValues;

/** Deeper or longer than any form of ours; a hostile body is cut here instead of filling memory. */
const deepest = 4;
const longestList = 1_000;

/**
 * Reads a form: `people.0.email` becomes `{ people: [{ email }] }`, a name that stands several times becomes a list, and
 * `name[]` is a list even of one or none. Files and Next's own `$ACTION_` fields are left out. `__proto__` and the like
 * are plain names, since objects are made without a prototype. Line ends are plain, however the browser sent them.
 */
export function readForm(form: FormData): FormValues {
  const values: FormValues = Object.create(null);
  for (const name of new Set(form.keys())) {
    if (name.startsWith('$ACTION')) continue;
    const texts = form
      .getAll(name)
      .filter((value) => typeof value === 'string')
      .map((text) => text.replaceAll('\r\n', '\n'));
    const asList = name.endsWith('[]');
    const path = (asList ? name.slice(0, -2) : name).split('.');
    const [only] = texts;
    if (only === undefined || path.length > deepest) continue;
    place(values, path, asList || texts.length > 1 ? texts.filter((text) => text !== '') : only);
  }
  return values;
}

function place(values: FormValues, path: string[], value: FormValue): void {
  let at: FormValues | FormValue[] = values;
  for (const [index, part] of path.entries()) {
    const last = index === path.length - 1;
    const next: FormValue = last ? value : /^\d+$/.test(path[index + 1] ?? '') ? [] : Object.create(null);
    if (Array.isArray(at)) {
      const position = Number(part);
      if (!Number.isInteger(position) || position >= longestList) return;
      while (at.length <= position) at.push(Object.create(null));
      if (last || isBlank(at[position])) at[position] = next;
      const child: FormValue | undefined = at[position];
      if (typeof child !== 'object') return;
      at = child;
    } else {
      const child: FormValue = last ? next : (at[part] ?? next);
      at[part] = child;
      if (typeof child !== 'object') return;
      at = child;
    }
  }
}

function isBlank(value: FormValue | undefined): boolean {
  return value === undefined || (typeof value === 'object' && Object.keys(value).length === 0);
}
