import type { ClientBase } from 'pg';
import { ProvisioningError, toProvisioningError } from '../provisioning-error';

/**
 * Runs a dump made by `dumpStructure` as one batch. PostgreSQL treats a batch as one transaction, or as part of the
 * one that is open, so that a refused definition leaves nothing behind. Session settings that the dump changes are put
 * back. Refuses with `structure_failed` (or the code of the SQLSTATE), naming the object that pg_dump announces in the
 * comment above the refused statement.
 */
export async function restoreStructure(client: ClientBase, sql: string): Promise<void> {
  const batch = await forServer(client, sql);
  try {
    await client.query(batch);
  } catch (thrown) {
    throw named(thrown, batch);
  }
  await client.query('RESET ALL');
}

/** `transaction_timeout` came with version 17; pg_dump sets it whatever server it reads. */
async function forServer(client: ClientBase, sql: string): Promise<string> {
  const { rows } = await client.query<{ version: number }>(
    "SELECT current_setting('server_version_num')::int AS version",
  );
  return (rows[0]?.version ?? 0) >= 170_000 ? sql : sql.replace('\nSET transaction_timeout = 0;\n', '\n');
}

function named(thrown: unknown, batch: string): ProvisioningError {
  const error = toProvisioningError(thrown, 'target', 'repeating the structure');
  const position = positionOf(thrown);
  const headings = [...batch.slice(0, position).matchAll(/^-- Name: (.*); Type: ([^;]*); Schema: /gm)];
  const [, name, type] = headings.at(-1) ?? [];
  if (!name || !type || position === 0) return error;
  const message = `${error.message} It concerns the ${type.toLowerCase()} ${name}.`;
  return new ProvisioningError(error.code, message, error.sqlstate, { cause: thrown });
}

/** Where in the batch the server stopped, in characters from 1; it is not reported for every kind of error. */
function positionOf(thrown: unknown): number {
  const position: unknown = thrown instanceof Error ? Reflect.get(thrown, 'position') : undefined;
  return typeof position === 'string' ? Number(position) : 0;
}
