import { createHash } from 'node:crypto';
import type { Client } from 'pg';
import { qualified } from './copy-rows';

/**
 * One hash over all rows of some tables, whatever their order: templates that were filled with other reference rows
 * are told apart by it. Rows are hashed on the server, so nothing but two numbers per table crosses the wire.
 */
export async function hashTables(client: Client, schema: string, tables: readonly string[]): Promise<string> {
  const sums = tables.map(
    (table, at) =>
      `SELECT ${at} AS at, count(*) AS count, sum(hashtextextended((t.*)::text, 0)::numeric) AS sum
         FROM ${qualified(schema, table)} AS t`,
  );
  const { rows } = sums.length ? await client.query(`${sums.join(' UNION ALL ')} ORDER BY 1`) : { rows: [] };
  return createHash('sha256')
    .update(JSON.stringify([tables, rows]))
    .digest('hex');
}
