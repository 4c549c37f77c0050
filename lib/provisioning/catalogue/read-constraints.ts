import type { ClientBase } from 'pg';
import { callsCode } from './loading/row-code';

export interface ConstraintRow {
  table: number;
  name: string;
  /** Primary key, unique, foreign key, check, exclusion. */
  kind: 'p' | 'u' | 'f' | 'c' | 'x';
  /** Attribute numbers, in the constraint's order; empty where it is over expressions. */
  columns: number[];
  references: number | null;
  referencedColumns: number[];
  validated: boolean;
  definition: string;
  /** The bare condition of a check. */
  expression: string | null;
  /** It calls a function of the source's own that does not promise to heed its arguments alone. */
  callsCode: boolean;
}

/** Constraints of the schemas' tables. NOT NULL constraints (catalogued since 18) are left to the columns. */
export async function readConstraints(client: ClientBase, schemas: string[]): Promise<ConstraintRow[]> {
  const { rows } = await client.query<ConstraintRow>(
    `SELECT k.conrelid::int8::int4 AS "table", k.conname AS name, k.contype::text AS kind,
            coalesce(k.conkey::int4[], '{}') AS columns,
            nullif(k.confrelid, 0)::int8::int4 AS "references",
            coalesce(k.confkey::int4[], '{}') AS "referencedColumns", k.convalidated AS validated,
            pg_catalog.pg_get_constraintdef(k.oid) AS definition,
            pg_catalog.pg_get_expr(k.conbin, k.conrelid) AS expression,
            ${callsCode('k.conbin', "f.provolatile <> 'i'")} AS "callsCode"
       FROM pg_catalog.pg_constraint k
       JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
       JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ANY ($1) AND k.contype IN ('p', 'u', 'f', 'c', 'x')
      ORDER BY k.conrelid, k.conname`,
    [schemas],
  );
  return rows;
}
