import { createHash } from 'node:crypto';
import type { Client } from 'pg';
import { escapeIdentifier } from 'pg';
import type { ScrubPlan } from '../../plan-format/scrub-plan';
import { addressOf, databaseOf } from '../address';
import { readCasts } from '../catalogue/casts/read-casts';
import { readExtensions } from '../catalogue/extensions/read-extensions';
import { readOffers } from '../catalogue/server/read-offers';
import { readServer, type Server } from '../catalogue/server/read-server';
import { createSealedDatabase } from '../cluster/create-database';
import { type ConnectOptions, withConnection } from '../connect';
import { chooseCasts } from '../plan-check/surroundings/casts';
import { chooseExtensions } from '../plan-check/surroundings/extensions';
import { errorCodeOf } from '../provisioning-error';
import { makeExtensions } from '../snapshot/target/make-extensions';
import { readDump } from '../structure/dump-rules';
import { dumpStructure } from '../structure/dump-structure';
import { type PrintedStructure, rehearseStructure, restoreStructure } from '../structure/restore-structure';

/**
 * How the target's server prints the source's structure, found out in a database of its own beside the copy. It is dropped
 * in every ending; what a killed process leaves bears a name that depends on the copy's alone, and the next proof of
 * that copy drops it first. It never holds a row.
 */
export type PrintOptions = {
  source: { url: string };
  target: { url: string };
  applicationName: string;
  pgDump?: string;
  signal?: AbortSignal;
};

/** Reads the structure in the source session's transaction. Null where the target's role may not create a database. */
export async function printAnew(
  plan: ScrubPlan,
  source: Client,
  { source: { url }, target, applicationName, pgDump, signal }: PrintOptions,
): Promise<PrintedStructure | null> {
  const { rows } = await source.query<{ name: string }>('SELECT pg_catalog.pg_export_snapshot() AS name');
  const superuser = await withConnection(
    target.url,
    { side: 'target', applicationName, signal },
    async (client) => (await readOffers(client)).superuser,
  );
  const { made } = chooseCasts(await readCasts(source, plan.schemas), {
    structure: plan.structure,
    superuser,
  });
  const request = { url, schemas: plan.schemas, snapshot: rows[0]?.name, casts: made, pgDump, signal };
  const preData = await dumpStructure({ ...request, section: 'pre-data' });
  const postData = await dumpStructure({ ...request, section: 'post-data' });
  const installed = await readExtensions(source, plan.schemas);
  const like = await readServer(source);
  const session = { side: 'target', applicationName, signal } as const;
  return besideCopy({ url: target.url, session, like }, async (client) => {
    await client.query('BEGIN');
    const { extensions: offered } = await readOffers(client);
    await makeExtensions(client, chooseExtensions(installed, { structure: plan.structure, offered }).coming);
    await restoreStructure(client, preData);
    return rehearseStructure(client, readDump(postData), plan.schemas);
  });
}

type Beside = { url: string; session: ConnectOptions; like: Server };

/** Works in an empty database that nobody else may enter, and drops it. Null where the role may not make one. */
async function besideCopy<T>(
  { url, session, like }: Beside,
  work: (client: Client) => Promise<T>,
): Promise<T | null> {
  const name = `sandgate_print_${createHash('sha256').update(databaseOf(url)).digest('hex').slice(0, 16)}`;
  const quoted = escapeIdentifier(name);
  return withConnection(url, session, async (cluster) => {
    const drop = () => cluster.query(`DROP DATABASE IF EXISTS ${quoted}`);
    try {
      await drop();
      await createSealedDatabase(cluster, name, { like });
    } catch (thrown) {
      if (errorCodeOf(thrown) === insufficientPrivilege) return null;
      throw thrown;
    }
    try {
      await cluster.query(`REVOKE CONNECT, TEMPORARY ON DATABASE ${quoted} FROM PUBLIC`);
      await cluster.query(`ALTER DATABASE ${quoted} ALLOW_CONNECTIONS true`);
      return await withConnection(addressOf(url, { database: name }), session, work);
    } finally {
      await drop().catch(() => undefined);
    }
  });
}

const insufficientPrivilege = '42501';
