import type { ClientBase } from 'pg';

/**
 * What PostgreSQL knows about a column's type, with domains unwrapped: `kind` and `base` describe the type that
 * finally holds the value, `domains` the limits passed on the way. Everything is read by oid and written with its
 * schema, so that no search_path of the session changes what is meant.
 */

export type TypeKind = 'base' | 'enum' | 'array' | 'range' | 'multirange' | 'composite' | 'pseudo';

export interface DomainLimit {
  name: string;
  notNull: boolean;
  /** `CHECK (…)` definitions over `VALUE`. */
  checks: string[];
}

export interface ColumnType {
  kind: TypeKind;
  /** Name of the underlying type in its schema: `int4`, `varchar`, `citext`, `mood`; `_int4` for arrays. */
  base: string;
  /** Schema of the underlying type; extension types live wherever they were installed. */
  schema: string;
  /** The underlying type, quoted and without length: safe as a cast that never truncates. */
  sql: string;
  /** As a person would write it, with length and domain name; stable across sessions. */
  declared: string;
  /** Characters of varchar and char, bits of bit and varbit. */
  maxLength: number | null;
  /** Of numeric. */
  precision: number | null;
  scale: number | null;
  /** Outermost first. */
  domains: DomainLimit[];
  /** Labels of an enum, in order. */
  labels: string[];
  /** Of arrays, ranges and multiranges: what they hold. */
  element: ColumnType | null;
  /** Of composites. */
  fields: { name: string; type: ColumnType }[];
}

/** A built-in type without limits, for values that masks take out of documents and have no column of their own. */
export function scalarType(base: string): ColumnType {
  return {
    kind: 'base',
    base,
    schema: 'pg_catalog',
    sql: `pg_catalog.${base}`,
    declared: base,
    maxLength: null,
    precision: null,
    scale: null,
    domains: [],
    labels: [],
    element: null,
    fields: [],
  };
}

interface TypeRow {
  oid: number;
  schema: string;
  name: string;
  typtype: string;
  sql: string;
  basetype: number;
  basetypmod: number;
  notnull: boolean;
  element: number;
  isarray: boolean;
  labels: string[] | null;
  checks: string[] | null;
  fields: { name: string; type: number; typmod: number }[] | null;
}

/** Types of every schema, since a column may use one from anywhere. The system's own row types are left out. */
const typesSql = `
  SELECT t.oid::int8::int4 AS oid, n.nspname AS schema, t.typname AS name, t.typtype::text,
         quote_ident(n.nspname) || '.' || quote_ident(t.typname) AS sql,
         t.typbasetype::int8::int4 AS basetype, t.typtypmod AS basetypmod, t.typnotnull AS notnull,
         coalesce(nullif(t.typelem, 0), r.rngsubtype, m.rngsubtype, 0)::int8::int4 AS element,
         EXISTS (SELECT FROM pg_catalog.pg_type e WHERE e.typarray = t.oid) AS isarray,
         (SELECT array_agg(e.enumlabel::text ORDER BY e.enumsortorder) FROM pg_catalog.pg_enum e
           WHERE e.enumtypid = t.oid) AS labels,
         (SELECT array_agg(pg_catalog.pg_get_constraintdef(c.oid) ORDER BY c.conname)
            FROM pg_catalog.pg_constraint c WHERE c.contypid = t.oid AND c.contype = 'c') AS checks,
         (SELECT json_agg(json_build_object('name', a.attname, 'type', a.atttypid::int8, 'typmod', a.atttypmod)
                          ORDER BY a.attnum)
            FROM pg_catalog.pg_attribute a
           WHERE a.attrelid = t.typrelid AND t.typrelid <> 0 AND a.attnum > 0 AND NOT a.attisdropped) AS fields
    FROM pg_catalog.pg_type t
    JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
    LEFT JOIN pg_catalog.pg_range r ON r.rngtypid = t.oid
    LEFT JOIN pg_catalog.pg_range m ON m.rngmultitypid = t.oid
   WHERE NOT (t.typtype = 'c' AND n.nspname IN ('pg_catalog', 'information_schema', 'pg_toast'))`;

/** Turns a type's oid and modifier, as `pg_attribute` holds them, into its description. */
export type TypeResolver = (oid: number, typmod: number) => ColumnType;

const kinds: Record<string, TypeKind> = {
  e: 'enum',
  r: 'range',
  m: 'multirange',
  c: 'composite',
  p: 'pseudo',
};

function readLength(base: string, typmod: number): Pick<ColumnType, 'maxLength' | 'precision' | 'scale'> {
  const none = { maxLength: null, precision: null, scale: null };
  if (typmod < 0) return none;
  if (base === 'varchar' || base === 'bpchar') return { ...none, maxLength: typmod - 4 };
  if (base === 'bit' || base === 'varbit') return { ...none, maxLength: typmod };
  if (base !== 'numeric') return none;
  const packed = typmod - 4;
  const scale = packed & 0x7ff;
  return { maxLength: null, precision: (packed >> 16) & 0xffff, scale: scale > 1023 ? scale - 2048 : scale };
}

function declaredLength(type: Pick<ColumnType, 'maxLength' | 'precision' | 'scale'>): string {
  if (type.maxLength !== null) return `(${type.maxLength})`;
  return type.precision === null ? '' : `(${type.precision},${type.scale})`;
}

/** Reads every type of the database once. The resolver throws on an oid that appeared after the reading. */
export async function readColumnTypes(client: ClientBase): Promise<TypeResolver> {
  const { rows } = await client.query<TypeRow>(typesSql);
  const byOid = new Map(rows.map((row) => [row.oid, row]));
  const known = new Map<string, ColumnType>();

  function describe(oid: number, typmod: number): ColumnType {
    const row = byOid.get(oid);
    if (!row) throw new Error(`type ${oid} is not in the catalogue that was read`);
    const shown = row.schema === 'pg_catalog' ? row.name : row.sql;
    if (row.typtype === 'd') {
      const inner = resolve(row.basetype, row.basetypmod);
      const limit = { name: shown, notNull: row.notnull, checks: row.checks ?? [] };
      return { ...inner, declared: shown, domains: [limit, ...inner.domains] };
    }
    const length = readLength(row.name, typmod);
    const element = row.isarray || row.typtype === 'r' || row.typtype === 'm' ? row.element : 0;
    const resolved = element === 0 ? null : resolve(element, row.isarray ? typmod : -1);
    return {
      kind: row.isarray ? 'array' : (kinds[row.typtype] ?? 'base'),
      base: row.name,
      schema: row.schema,
      sql: row.sql,
      declared: row.isarray && resolved ? `${resolved.declared}[]` : `${shown}${declaredLength(length)}`,
      ...length,
      domains: [],
      labels: row.labels ?? [],
      element: resolved,
      fields: (row.fields ?? []).map((field) => ({
        name: field.name,
        type: resolve(field.type, field.typmod),
      })),
    };
  }

  function resolve(oid: number, typmod: number): ColumnType {
    const key = `${oid}/${typmod}`;
    const found = known.get(key);
    if (found) return found;
    const described = describe(oid, typmod);
    known.set(key, described);
    return described;
  }
  return resolve;
}
