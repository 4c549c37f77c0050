import type { ClientBase } from 'pg';
import { escapeIdentifier } from 'pg';

/**
 * The schemas that a sandbox's role may use, as a list for GRANT and REVOKE: the product's, and those of extensions that belong
 * to whoever asks.
 */
export async function schemasOfTenant(client: ClientBase, schema: string): Promise<string> {
  const { rows } = await client.query<{ schemas: string | null }>(
    `SELECT string_agg(DISTINCT quote_ident(n.nspname), ', ') AS schemas
       FROM pg_extension x JOIN pg_namespace n ON n.oid = x.extnamespace
      WHERE pg_has_role(n.nspowner, 'USAGE')`,
  );
  return [escapeIdentifier(schema), rows[0]?.schemas].filter(Boolean).join(', ');
}
