import type { Client } from 'pg';
import { readCasts } from '../catalogue/casts/read-casts';
import type { DefinitionRow } from '../catalogue/definitions/definition';
import { readServer, type Server } from '../catalogue/server/read-server';
import { type ConnectOptions, openConnection } from '../connect';
import { assertNoneLocked } from '../plan-check/source-obstacles';
import { chooseCasts } from '../plan-check/surroundings/casts';
import { ProvisioningError } from '../provisioning-error';
import { type DumpRequest, dumpStructure } from '../structure/dump-structure';
import { fingerprintOf } from '../structure/fingerprint';
import { listDefinitions, withoutComments } from '../structure/list-definitions';

/**
 * The source as one attempt sees it: a read-only transaction at REPEATABLE READ, and every later reading, pg_dump's
 * included, at its exported snapshot. What is copied, what it is compared with and what it is named after thus agree,
 * however production moves on meanwhile.
 */
export type Source = {
  client: Client;
  server: Server;
  /** Without comments, which stay behind. */
  definitions: DefinitionRow[];
  fingerprint: string;
  /** One section of the structure, with the casts that a sandbox gets. Both are read at once on the first call: most time goes into starting pg_dump. */
  dump(section: DumpRequest['section']): Promise<string>;
};

type Place = { url: string; database?: string; schema: string; pgDump?: string };

/**
 * Opens the session and reads what everything else depends on. Rejects with a ProvisioningError or a driver's error; with
 * `lock_timeout` where somebody holds a table locked; with
 * `source_unreachable` where `database` is named and the URL leads into another one, as a pooler's alias would.
 */
export async function openSource(
  { url, database, schema, pgDump }: Place,
  session: ConnectOptions,
): Promise<Source> {
  const client = await openConnection(url, session);
  try {
    await assertNoneLocked(client, [schema]);
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const exported = await client.query<{ name: string }>('SELECT pg_export_snapshot() AS name');
    const server = await readServer(client);
    if (database !== undefined && server.database !== database)
      throw new ProvisioningError(
        'source_unreachable',
        'The production server led into another database than the tenant’s.',
      );
    const definitions = withoutComments(await listDefinitions(client, schema));
    const { made } = chooseCasts(await readCasts(client, [schema]), { structure: null, superuser: false });
    const dump = rememberedDumps({
      url,
      schemas: [schema],
      casts: made,
      snapshot: exported.rows[0]?.name,
      pgDump,
      signal: session.signal,
    });
    return { client, server, definitions, fingerprint: fingerprintOf(definitions), dump };
  } catch (thrown) {
    await client.end().catch(() => undefined);
    throw thrown;
  }
}

function rememberedDumps(request: Omit<DumpRequest, 'section'>): Source['dump'] {
  let dumps: Record<DumpRequest['section'], Promise<string>> | undefined;
  const read = (section: DumpRequest['section']) => {
    const dump = dumpStructure({ ...request, section });
    // It may be awaited later or never: a build can fail before it needs the second section.
    dump.catch(() => undefined);
    return dump;
  };
  return (section) => {
    dumps ??= { 'pre-data': read('pre-data'), 'post-data': read('post-data') };
    return dumps[section];
  };
}
