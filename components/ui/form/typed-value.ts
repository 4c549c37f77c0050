/** What was typed into a form: nested by the dots of the fields' names. */
export type TypedValue = string | TypedValue[] | { [name: string]: TypedValue };

/** Finds `people.0.email` in what was typed. */
export function lookUp(values: TypedValue | null | undefined, path: string): TypedValue | undefined {
  let at: TypedValue | null | undefined = values;
  for (const part of path.split('.')) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = Array.isArray(at) ? at[Number(part)] : at[part];
  }
  return at ?? undefined;
}

/** The text under this name, or nothing. */
export function textOf(values: TypedValue | null | undefined, path: string): string | undefined {
  const found = lookUp(values, path);
  return typeof found === 'string' ? found : undefined;
}

/** Plain data as a form would have sent it: numbers become text, what no field can hold is left out. */
export function toTypedValue(value: unknown): TypedValue {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map(toTypedValue);
  if (typeof value !== 'object' || value === null) return '';
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, toTypedValue(each)]));
}
