import type { Client } from 'pg';
import type { TenantKey } from '../../../plan-format/scrub-plan';
import { tableKey } from '../../../plan-format/table-key';
import { type Catalogue, readCatalogue } from '../../catalogue/catalogue';
import { readTables, type TableRow } from '../../catalogue/read-tables';
import { openConnection } from '../../connect';
import { openMaskSession } from '../../masks/compile/open-mask-session';
import { findUnreadable, readableTables } from '../../plan-check/source-obstacles';
import { ProvisioningError, toProvisioningError } from '../../provisioning-error';
import { lockTables } from '../../sessions/lock-tables';
import { openTenantSession } from '../../tenant/open-tenant-session';
import type { SnapshotLimits } from '../limits';

/**
 * A moment of the source, held still: tables locked against changes of their structure (ACCESS SHARE, which hinders
 * neither reading nor writing), then a snapshot taken and exported, then the catalogue read inside it.
 *
 * The locks come first: LOCK TABLE takes no snapshot, so what the snapshot sees is what the locks protect
 * (https://www.postgresql.org/docs/current/sql-lock.html). A table that appears between listing and locking is noticed
 * by listing again inside, and everything is begun anew.
 */

export type SourceAddress = { url: string; schemas: string[] };

/** How sessions of the source are opened: the pseudonym key, and the tenant's where tenants share tables. */
export type SourceOptions = {
  key: string;
  tenant?: TenantKey | undefined;
  limits: SnapshotLimits;
  applicationName: string;
  signal: AbortSignal;
  onLost?: (why: ProvisioningError) => void;
};

export type HeldSnapshot = {
  /** Name for SET TRANSACTION SNAPSHOT, valid while `client` stays in its transaction. */
  id: string;
  /** Its moment, ISO 8601. */
  at: string;
  client: Client;
  pid: number;
  catalogue: Catalogue;
};

const attempts = 3;

/**
 * Opens a read-only session and takes the snapshot. The session's transaction must be ended by the caller. Fails with
 * `lock_timeout`, naming the table, where someone holds a table exclusively. A schema that is missing and a table that may not
 * be read are passed over: the list of faults, which is asked next, refuses them together with everything else.
 */
export async function holdSnapshot(source: SourceAddress, options: SourceOptions): Promise<HeldSnapshot> {
  const client = await openSource(source.url, options);
  try {
    const unreadable = await findUnreadable(client, source.schemas);
    for (let attempt = 1; ; attempt += 1) {
      const tables = await readTables(client, source.schemas);
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
      await lockTables(client, readableTables(tables, unreadable));
      const { rows } = await client.query<{ id: string; pid: number; at: Date }>(
        'SELECT pg_export_snapshot() AS id, pg_backend_pid() AS pid, statement_timestamp() AS at',
      );
      const catalogue = await readCatalogue(client, source.schemas);
      const [first] = rows;
      if (first && changed(tables, catalogue).length === 0)
        return { ...first, at: first.at.toISOString(), client, catalogue };
      await client.query('ROLLBACK');
      if (attempt === attempts)
        throw new ProvisioningError(
          'lock_timeout',
          `Tables keep appearing or going while the source is read: ${changed(tables, catalogue).join(', ')}.`,
          undefined,
          {
            remedy:
              'Try again when whoever creates and drops them has finished, or leave their schema out of the plan.',
          },
        );
    }
  } catch (thrown) {
    await client.end().catch(() => undefined);
    throw toProvisioningError(thrown, 'source', 'taking a snapshot');
  }
}

/** Another session in the same moment. It reads what the holder reads and locks a table when it first reads it. */
export async function joinSnapshot(url: string, id: string, options: SourceOptions): Promise<Client> {
  const client = await openSource(url, options);
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    await client.query(`SET TRANSACTION SNAPSHOT '${id.replaceAll("'", "''")}'`);
    return client;
  } catch (thrown) {
    await client.end().catch(() => undefined);
    throw toProvisioningError(thrown, 'source', 'joining a snapshot');
  }
}

async function openSource(url: string, options: SourceOptions): Promise<Client> {
  const client = await openConnection(url, {
    side: 'source',
    applicationName: options.applicationName,
    lockTimeoutMs: options.limits.lockTimeoutMs,
    statementTimeoutMs: options.limits.heldMs,
    signal: options.signal,
    onLost: options.onLost,
    settings: { idle_in_transaction_session_timeout: String(options.limits.heldMs) },
  });
  await openMaskSession(client, options.key);
  await openTenantSession(client, options.tenant);
  return client;
}

/** Tables that are in one of both alone, by name; one that was dropped and made anew is another one. */
function changed(locked: TableRow[], catalogue: Catalogue): string[] {
  const named = (tables: { oid: number; schema: string; name: string }[]) =>
    new Map(
      tables.map(({ oid, schema, name }) => [`${oid} ${tableKey(schema, name)}`, tableKey(schema, name)]),
    );
  const [before, after] = [named(locked), named(catalogue.tables)];
  const gone = [...before].filter(([id]) => !after.has(id));
  const come = [...after].filter(([id]) => !before.has(id));
  return [...new Set([...gone, ...come].map(([, name]) => name))].sort();
}
