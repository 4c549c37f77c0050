import { z } from 'zod';
import type { TenantKey } from '../plan-format/scrub-plan';
import { tableKey } from '../plan-format/table-key';

/**
 * The vocabulary of tenants: where a customer's rows lie in a product's production. A database is theirs alone, or a
 * schema is, or tenants share that, and a key tells whose a row is. The key's values are the customer's: they stand in
 * the control database and in the plan, and in no log, job, error, address or audit event.
 *
 * Safe in the browser: imports zod and vocabulary alone.
 */

const identifier = z.string().min(1).max(63);

/** As long as a value that tells tenants apart may sensibly be; an index entry holds two of them with ease. */
const longestValue = 200;

/** What PostgreSQL keeps of a name, in bytes; of a longer one it would drop the end and mean another database. */
const longestName = 63;

/** The name of a tenant's own database, to the letter. `.` and `..` can stand in no URL, and are refused. */
export const databaseName = z
  .string()
  .min(1)
  .regex(/^[^\0]*$/u)
  .refine(isNameOfPostgres, { error: `A database’s name has 1 to ${longestName} bytes.` })
  .refine((name) => name !== '.' && name !== '..', { error: 'A database of this name cannot be reached.' });

/** Whether it is short enough, and whole: half of a surrogate pair would become another character on the way. */
function isNameOfPostgres(name: string): boolean {
  const bytes = new TextEncoder().encode(name);
  return bytes.length <= longestName && new TextDecoder().decode(bytes) === name;
}

/** What tells one tenant's rows from others' in a schema that they share. */
export const tenantKeyInput = z
  .strictObject({
    /** The table of tenants, bare; without it every table that has the columns carries the key itself. */
    table: identifier.optional(),
    columns: z.array(identifier).min(1).max(8),
    /** One for each column, as text; PostgreSQL has no text with a zero character in it. */
    values: z
      .array(
        z
          .string()
          .max(longestValue)
          .regex(/^[^\0]*$/),
      )
      .min(1),
  })
  .refine(({ columns, values }) => columns.length === values.length, {
    error: 'The key needs one value for each of its columns.',
  })
  .refine(({ columns }) => new Set(columns).size === columns.length, {
    error: 'The key names a column twice.',
  });

/** The columns of a tenant that say where its rows lie, for a query's `select`. */
export const placeColumns = {
  database: true,
  schema: true,
  keyTable: true,
  keyColumns: true,
  keyValues: true,
} as const;

type Place = {
  database: string;
  schema: string;
  keyTable: string | null;
  keyColumns: string[];
  keyValues: string[];
};

/** Where a tenant's rows lie, as the engine is told: its database if that is its own, its schema, its key if it has one. */
export type TenantSource = { database?: string; schema: string; tenant?: TenantKey };

/** Reads a tenant's columns. Pure. */
export function sourceOf({ database, schema, keyTable, keyColumns, keyValues }: Place): TenantSource {
  const place = database === '' ? { schema } : { database, schema };
  if (keyColumns.length === 0) return place;
  const root = keyTable === null ? {} : { root: tableKey(schema, keyTable) };
  return { ...place, tenant: { ...root, columns: keyColumns, values: keyValues } };
}

/** What tells tenants apart, in words and without a value: `organization (id)`. */
export function describeKey({ root, columns }: Pick<TenantKey, 'root' | 'columns'>): string {
  const names = columns.join(', ');
  return root === undefined ? names : `${root} (${names})`;
}

/** What people call a tenant. */
export function tenantLabel({ name, schema }: { name: string | null; schema: string }): string {
  return name ?? schema;
}
