import type { Client } from 'pg';

/**
 * The form in which rows cross. Binary costs both servers about half of what text does, but means what it says only
 * where both sides agree on the type to the last bit, so it is used when the servers themselves report equal types for
 * every column, all of them built in and with a binary form that holds no number of the database's own catalogue.
 */
export type CopyFormat = 'text' | 'binary';

/**
 * Object identifiers of built-in types, fixed for ever (pg_type.dat): bool, bytea, int8, int2, int4, text, json, xml,
 * cidr, float4, float8, inet, bpchar, varchar, date, time, timestamp, timestamptz, interval, timetz, numeric, uuid,
 * jsonb, and the arrays of those that hold text, numbers, dates or identifiers. `reg*` types are not among them: their
 * binary form is an object's number, which differs between databases.
 */
const agreed = new Set([
  16, 17, 20, 21, 23, 25, 114, 142, 650, 700, 701, 869, 1042, 1043, 1082, 1083, 1114, 1184, 1186, 1266, 1700,
  2950, 3802, 1000, 1001, 1005, 1007, 1009, 1014, 1015, 1016, 1021, 1022, 1115, 1182, 1185, 1231, 2951, 3807,
]);

/** Smaller tables are not worth two questions to the servers. */
const leastBytes = 1024 * 1024;

/** Asks both servers, in statements that return no row. `read` is the masked SELECT, `write` a SELECT of the same columns. */
export async function chooseFormat(
  sides: { source: Client; target: Client },
  statements: { read: string; write: string },
  bytes: number,
): Promise<CopyFormat> {
  if (bytes < leastBytes) return 'text';
  const [given, wanted] = await Promise.all([
    sides.source.query(`${statements.read} LIMIT 0`),
    sides.target.query(`${statements.write} LIMIT 0`),
  ]);
  const agrees = given.fields.every((field, at) => {
    const type = wanted.fields[at]?.dataTypeID ?? 0;
    return agreed.has(type) && field.dataTypeID === type;
  });
  return agrees && given.fields.length === wanted.fields.length && given.fields.length > 0
    ? 'binary'
    : 'text';
}
