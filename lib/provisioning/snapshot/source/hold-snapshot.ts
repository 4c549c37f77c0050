import type { Client } from 'pg';
import { escapeIdentifier } from 'pg';
import { type Catalogue, readCatalogue } from '../../catalogue/catalogue';
import { readLockHolders } from '../../catalogue/obstacles/read-lock-holders';
import { readMissingRights } from '../../catalogue/obstacles/read-missing-rights';
import { readHiddenTables } from '../../catalogue/read-hidden-tables';
import { readTables, type TableRow } from '../../catalogue/read-tables';
import { tableKey } from '../../catalogue/table-key';
import { openConnection } from '../../connect';
import { openMaskSession } from '../../masks/compile/open-mask-session';
import { ProvisioningError, toProvisioningError } from '../../provisioning-error';
import { findUnreadable } from '../../scrub-plan/check/source-obstacles';
import type { TenantKey } from '../../scrub-plan/scrub-plan';
import { openTenantSession } from '../../scrub-plan/tenant/open-tenant-session';
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

/** Tables per LOCK statement: few enough to name a culprit soon, many enough to be quick. */
const locksPerStatement = 100;
const attempts = 3;

/**
 * Opens a read-only session and takes the snapshot. The session's transaction must be ended by the caller. Fails with
 * `lock_timeout`, naming the table, where someone holds a table exclusively; with `rights_missing` where a table may
 * not be read; with `schema_missing`.
 */
export async function holdSnapshot(source: SourceAddress, options: SourceOptions): Promise<HeldSnapshot> {
  const client = await openSource(source.url, options);
  try {
    await assertSchemasExist(client, source.schemas);
    await assertReadable(client, source.schemas);
    for (let attempt = 1; ; attempt += 1) {
      const tables = await readTables(client, source.schemas);
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
      await lockTables(
        client,
        tables.filter((table) => table.kind !== 'f'),
      );
      const { rows } = await client.query<{ id: string; pid: number; at: Date }>(
        'SELECT pg_export_snapshot() AS id, pg_backend_pid() AS pid, statement_timestamp() AS at',
      );
      const catalogue = await readCatalogue(client, source.schemas);
      const [first] = rows;
      if (first && sameTables(tables, catalogue)) {
        await assertNothingHidden(client, source.schemas);
        return { ...first, at: first.at.toISOString(), client, catalogue };
      }
      await client.query('ROLLBACK');
      if (attempt === attempts)
        throw new ProvisioningError(
          'lock_timeout',
          'Tables keep appearing or going while the source is read.',
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
    settings: {
      idle_in_transaction_session_timeout: String(options.limits.heldMs),
      // An error instead of missing rows where a policy would hide some from us.
      row_security: 'off',
      lc_monetary: 'C',
    },
  });
  await openMaskSession(client, options.key);
  await openTenantSession(client, options.tenant);
  return client;
}

async function assertSchemasExist(client: Client, schemas: string[]): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT wanted.name FROM unnest($1::text[]) AS wanted (name)
      WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_namespace n WHERE n.nspname = wanted.name)`,
    [schemas],
  );
  const [missing] = rows;
  if (missing) throw new ProvisioningError('schema_missing', `The source has no schema "${missing.name}".`);
}

/** Names everything that may not be read, rather than the first table of it; the statements that help are for operators. */
async function assertReadable(client: Client, schemas: string[]): Promise<void> {
  const unreadable = await findUnreadable(client, schemas);
  const [first] = unreadable;
  if (!first) return;
  const shown = unreadable.slice(0, 5).map(({ message }) => message);
  const more = unreadable.length > 5 ? ` And ${unreadable.length - 5} more.` : '';
  const grants = (await readMissingRights(client, schemas)).map(({ grant }) => `${grant};`);
  throw new ProvisioningError(
    first.code === 'right_missing' ? 'rights_missing' : 'unsupported_object',
    `${shown.join(' ')}${more}`,
    undefined,
    grants.length > 0 ? { aside: grants.join(' ') } : {},
  );
}

/** Reading would fail at the first such table, some way into the copy; this names it before anything is written. */
async function assertNothingHidden(client: Client, schemas: string[]): Promise<void> {
  const [hidden] = await readHiddenTables(client, schemas);
  if (hidden === undefined) return;
  const message = `Row security of table ${hidden} hides rows from the source's role; read with a role that has BYPASSRLS.`;
  throw new ProvisioningError('rights_missing', message);
}

async function lockTables(client: Client, tables: TableRow[]): Promise<void> {
  for (let at = 0; at < tables.length; at += locksPerStatement) {
    const batch = tables.slice(at, at + locksPerStatement);
    try {
      await client.query(`LOCK TABLE ${batch.map(lockName).join(', ')} IN ACCESS SHARE MODE`);
    } catch (thrown) {
      throw await nameLocked(client, batch, thrown);
    }
  }
}

/** The server does not say which of several tables it waited for: each is tried again by itself, without waiting. */
async function nameLocked(client: Client, tables: TableRow[], thrown: unknown): Promise<unknown> {
  const failure = toProvisioningError(thrown, 'source', 'locking tables for reading');
  if (failure.code !== 'lock_timeout' && failure.code !== 'rights_missing') return failure;
  await client.query('ROLLBACK');
  const holders = await readLockHolders(client);
  for (const table of tables) {
    const name = tableKey(table.schema, table.name);
    try {
      await client.query('BEGIN READ ONLY');
      await client.query(`LOCK TABLE ${lockName(table)} IN ACCESS SHARE MODE NOWAIT`);
    } catch {
      const message =
        failure.code === 'lock_timeout'
          ? `Table ${name} is locked by another session of the source; nothing was copied.`
          : `The source's role may not read table ${name}.`;
      const held = holders.filter(
        (each) =>
          each.table ===
          lockName(table)
            .replace(/^ONLY /, '')
            .replaceAll(/"([a-z_][a-z0-9_]*)"/g, '$1'),
      );
      const aside = held.map(({ holder }) => `${holder}.`).join(' ');
      return new ProvisioningError(failure.code, message, failure.sqlstate, {
        cause: thrown,
        remedy: failure.remedy,
        ...(aside ? { aside } : {}),
      });
    } finally {
      await client.query('ROLLBACK').catch(() => undefined);
    }
  }
  return failure;
}

const lockName = ({ schema, name }: TableRow) => `ONLY ${escapeIdentifier(schema)}.${escapeIdentifier(name)}`;

function sameTables(locked: TableRow[], catalogue: Catalogue): boolean {
  const names = (tables: { oid: number; schema: string; name: string }[]) =>
    tables.map(({ oid, schema, name }) => `${oid} ${tableKey(schema, name)}`).sort();
  return names(locked).join('\n') === names(catalogue.tables).join('\n');
}
