import { z } from 'zod';

/**
 * A record keyed by names that a database gives: of tables, columns, fields, keys of documents. zod's own record drops the
 * key `__proto__`, so that a plan lost the column of that name whenever it was read. Here it is an entry like any other.
 * It is set as a property of the record's own, and never becomes its prototype.
 */
export function namedRecord<Value extends z.ZodType>(value: Value): z.ZodRecord<z.ZodString, Value> {
  const record = z.record(z.string(), value);
  const { run } = record._zod;
  record._zod.run = (payload, context) => {
    const given = payload.value;
    const own = entryOf(given);
    const read = run(payload, context);
    if (!own) return read;
    const inside = value._zod.run({ value: own.value, issues: [] }, context);
    if (read instanceof Promise || inside instanceof Promise)
      throw new TypeError('an entry that is read later cannot be named __proto__');
    for (const issue of inside.issues)
      read.issues.push({ ...issue, path: [reserved, ...(issue.path ?? [])] });
    if (typeof read.value === 'object' && read.value !== null && inside.issues.length === 0)
      Object.defineProperty(read.value, reserved, {
        value: inside.value,
        enumerable: true,
        configurable: true,
        writable: true,
      });
    return read;
  };
  return record;
}

const reserved = '__proto__';

function entryOf(given: unknown): { value: unknown } | null {
  if (typeof given !== 'object' || given === null) return null;
  const found = Object.getOwnPropertyDescriptor(given, reserved);
  return found ? { value: found.value } : null;
}
