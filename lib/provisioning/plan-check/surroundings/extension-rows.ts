import type { ClientBase } from 'pg';
import type { InstalledExtension } from '../../catalogue/extensions/read-extensions';
import { attempt } from '../attempt';

/**
 * Sentences about tables of extensions that hold rows of the source's own (PostgreSQL documentation, "Extension
 * Configuration Tables"). No plan masks them, so none of them is copied; each such table is named, and one that the role
 * may not read as well. The client must be inside a transaction.
 */
export async function describeExtensionRows(
  client: ClientBase,
  extensions: readonly InstalledExtension[],
): Promise<string[]> {
  const notes: string[] = [];
  for (const { name, ownTables } of extensions)
    for (const { table, condition } of ownTables) {
      const found = await attempt(client, `SELECT FROM ${table} ${condition} LIMIT 1`);
      if ('rows' in found && found.rows.length === 0) continue;
      const holds = 'rows' in found ? 'holds' : 'may hold';
      notes.push(`The table ${table} of the extension "${name}" ${holds} rows that were left behind.`);
    }
  return notes;
}
