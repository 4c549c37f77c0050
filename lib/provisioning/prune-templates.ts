import type { EngineConnections, Ledger } from './build-order';
import { readDatabases } from './catalogue/server/read-databases';
import { parseMark } from './cluster/database-mark';
import { dropObject } from './cluster/drop-object';
import { withConnection } from './connect';
import { parseDatabaseName } from './names';
import type { RemovedPart } from './report';
import { fingerprintOf } from './structure/fingerprint';
import { listDefinitions, withoutComments } from './structure/list-definitions';

/** The fingerprint of what a sandbox gets of a tenant's structure, as it is now. */
export async function sourceFingerprint(sourceUrl: string, schema: string): Promise<string> {
  const session = { side: 'source', applicationName: 'sandgate/fingerprint' } as const;
  return withConnection(sourceUrl, session, async (client) =>
    fingerprintOf(withoutComments(await listDefinitions(client, schema))),
  );
}

/**
 * Drops the golden templates that no source looks like any more. All sources of the cluster's products have to be
 * given; when one of them does not answer, it rejects and drops nothing. A template that is being copied at the moment
 * is left for the next time (`remains`). What is dropped is made again by the next build that wants it.
 */
export async function pruneTemplates(
  sources: readonly { sourceUrl: string; schema: string }[],
  options: {
    connections: Pick<EngineConnections, 'clusterUrl' | 'markKey'>;
    ledger: Pick<Ledger, 'gone' | 'seen'>;
  },
): Promise<RemovedPart[]> {
  const live = new Set<string>();
  for (const { sourceUrl, schema } of sources) live.add(await sourceFingerprint(sourceUrl, schema));
  const session = { side: 'target', applicationName: 'sandgate/prune' } as const;
  return withConnection(options.connections.clusterUrl, session, async (cluster) => {
    const parts: RemovedPart[] = [];
    for (const { name, comment, own } of await readDatabases(cluster)) {
      if (!own || parseDatabaseName(name)?.use !== 'template') continue;
      if (live.has(parseMark(comment, options.connections.markKey)?.fingerprint ?? '')) continue;
      parts.push(await dropObject(cluster, options.ledger, { kind: 'database', name }));
    }
    return parts;
  });
}
