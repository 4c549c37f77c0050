import type { EngineConnections } from './build-order';
import { readDatabases } from './catalogue/server/read-databases';
import { isOpenMark, parseMark, readMark, writeMark } from './cluster/database-mark';
import { inTransaction, withConnection } from './connect';

/**
 * Replaces the marks that an earlier release left readable by sealed ones, of all databases that the provisioner made and
 * that are finished. One that is being built gets its sealed mark with its next step. Returns the names of those it
 * replaced; may be repeated, and run by several at once.
 */
export async function sealMarks({
  connections,
}: {
  connections: Pick<EngineConnections, 'clusterUrl' | 'markKey'>;
}): Promise<string[]> {
  const session = { side: 'target', applicationName: 'sandgate/seal-marks' } as const;
  return withConnection(connections.clusterUrl, session, async (cluster) => {
    const replaced: string[] = [];
    for (const { name, comment, own } of await readDatabases(cluster)) {
      if (!own || comment === null || !isOpenMark(comment)) continue;
      if (parseMark(comment, connections.markKey)?.use === 'building') continue;
      await inTransaction(cluster, async () => {
        const mark = await readMark(cluster, name, connections.markKey);
        if (mark) await writeMark(cluster, name, mark, connections.markKey);
      });
      replaced.push(name);
    }
    return replaced;
  });
}
