import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { rotaSchema } from './product';

/**
 * Fills Rota's production: one schema for all customers, made in one transaction, so that a killed fill leaves it whole
 * or absent. A comment on the schema names the version of structure and rows; another version is dropped and made again.
 */

const folder = join(process.cwd(), 'demo', 'rota');
const read = (file: string) => readFileSync(join(folder, file), 'utf8');

/** May be repeated, and two at once wait for each other. `made` says whether it was built now. */
export async function fillRota(url: string): Promise<{ made: boolean }> {
  const [structure, rows] = [read('structure.sql'), read('rows.sql')];
  const version = createHash('sha256').update(structure).update(rows).digest('hex').slice(0, 16);
  const client = new Client({ connectionString: url, application_name: 'rota fill' });
  await client.connect();
  try {
    await client.query(`BEGIN; SELECT pg_advisory_xact_lock(hashtextextended('rota fill', 0))`);
    const found = await client.query<{ comment: string | null }>(
      `SELECT obj_description(to_regnamespace($1)::oid, 'pg_namespace') AS comment`,
      [rotaSchema],
    );
    const made = found.rows[0]?.comment !== version;
    const schema = escapeIdentifier(rotaSchema);
    if (made) {
      await client.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE; CREATE SCHEMA ${schema};
        SET LOCAL search_path = ${schema}; ${structure}; ${rows};
        COMMENT ON SCHEMA ${schema} IS ${escapeLiteral(version)}`);
    }
    await client.query('COMMIT');
    return { made };
  } finally {
    await client.end();
  }
}
