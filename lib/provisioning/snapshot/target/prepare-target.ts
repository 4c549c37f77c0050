import type { Client } from 'pg';
import type { InstalledExtension } from '../../catalogue/extensions/read-extensions';
import { openConnection } from '../../connect';
import { ProvisioningError } from '../../provisioning-error';
import {
  type PrintedStructure,
  rehearseStructure,
  restoreStructure,
  runnable,
} from '../../structure/restore-structure';
import { runStatements } from '../../structure/run-statements';
import { type Statement, splitStatements } from '../../structure/sql/split-statements';
import type { SnapshotLimits } from '../limits';
import { makeExtensions } from './make-extensions';

/**
 * The receiving side before the first row: sessions that trade durability for speed (a target that did not finish is
 * dropped, so nothing of it needs to survive a crash), and the first half of the structure.
 */

/** A session on the target. What it makes is visible to the other sessions of the copy, and durable once it ends well. */
export function openTarget(
  url: string,
  options: {
    applicationName: string;
    limits: SnapshotLimits;
    signal: AbortSignal;
    onLost?: (why: ProvisioningError) => void;
  },
): Promise<Client> {
  return openConnection(url, {
    side: 'target',
    applicationName: options.applicationName,
    // The only locks to wait for are our own and autovacuum's, which gives way.
    lockTimeoutMs: 60_000,
    statementTimeoutMs: options.limits.heldMs,
    signal: options.signal,
    onLost: options.onLost,
    settings: {
      synchronous_commit: 'off',
      maintenance_work_mem: `${options.limits.indexMemoryMb}MB`,
      check_function_bodies: 'off',
      row_security: 'off',
    },
  });
}

/** Refuses with `target_not_empty` where one of the schemas holds anything that could be lost or mixed up. */
export async function assertEmpty(client: Client, schemas: string[]): Promise<void> {
  const { rows } = await client.query<{ schema: string }>(
    `SELECT n.nspname AS schema FROM pg_catalog.pg_namespace n
      WHERE n.nspname = ANY ($1)
        AND (n.nspname <> 'public' OR EXISTS (SELECT FROM pg_catalog.pg_class c WHERE c.relnamespace = n.oid))
      LIMIT 1`,
    [schemas],
  );
  const [found] = rows;
  if (found)
    throw new ProvisioningError(
      'target_not_empty',
      `The target already has a schema "${found.schema}" in use.`,
    );
}

/**
 * Makes extensions and restores the dump's first half in one transaction. Fails with `unsupported_object` where the
 * target lacks an extension. An extension of another version than the source's is accepted: clusters differ.
 */
export async function writeStructure(
  client: Client,
  extensions: readonly InstalledExtension[],
  dump: { preData: string; postData: readonly Statement[]; schemas: readonly string[] },
): Promise<PrintedStructure> {
  await client.query('BEGIN');
  await makeExtensions(client, extensions);
  await restoreStructure(client, dump.preData);
  const printed = await rehearseStructure(client, dump.postData, dump.schemas);
  await client.query('COMMIT');
  return printed;
}

/** Writes the comments that were kept, in one transaction. Refuses with a ProvisioningError that names what a refused one is on. */
export async function writeComments(client: Client, script: string): Promise<void> {
  const statements = splitStatements(script).map(runnable);
  await runStatements(client, statements, 'writing comments that were kept');
}

/** Constraints that the target holds as the source had them, unchecked against old rows; `schema.table: name`. */
export async function listUnvalidated(client: Client, schemas: string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT format('%I.%I: %I', n.nspname, c.relname, k.conname) AS name
       FROM pg_catalog.pg_constraint k
       JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
       JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ANY ($1) AND NOT k.convalidated
      ORDER BY 1`,
    [schemas],
  );
  return rows.map((row) => row.name);
}
