import type { Build } from '../build';
import { createSealedDatabase } from '../cluster/create-database';
import { type DatabaseMark, writeMark } from '../cluster/database-mark';
import { exists } from '../cluster/drop-object';
import { isMarked, type Step } from '../step';

/** Namespace of our advisory locks on a cluster's maintenance database, so that no other program's collide. */
const lockClass = 7_462_001;

/**
 * Keeps what was built so far as a golden template, so that the next sandbox of this kind is one copy. It is taken
 * before anything of this tenant's configuration comes in. Of several workers that get here at once one makes it; the
 * others go on with what they built themselves, so nobody ever waits for a template.
 */
export const template: Step = {
  name: 'template',
  title: 'Golden template',
  isDone: (build) => isMarked(build, 'template'),
  async run(build) {
    const cluster = await build.cluster();
    const name = await build.template();
    const { rows } = await cluster.query<{ locked: boolean }>(
      'SELECT pg_try_advisory_lock($1, hashtext($2)) AS locked',
      [lockClass, name],
    );
    if (!rows[0]?.locked) return { detail: 'Another worker is making it.' };
    try {
      const isThere = await exists(cluster, 'database', name);
      if (!isThere) await build.options.ledger.uses(name, build.order.copyId);
      const detail = isThere ? 'It is there already.' : await make(build, name);
      await build.markDone('template');
      return { detail };
    } finally {
      await cluster.query('SELECT pg_advisory_unlock($1, hashtext($2))', [lockClass, name]);
    }
  },
};

async function make(build: Build, name: string): Promise<string> {
  const cluster = await build.cluster();
  const { fingerprint } = await build.source();
  await build.options.ledger.intend({ kind: 'database', name, copyId: null, attempt: 1 });
  await build.builder.leave();
  await createSealedDatabase(cluster, name, { template: build.building });
  const mark: DatabaseMark = {
    sandgate: 1,
    use: 'template',
    copyId: '',
    attempt: 1,
    done: [],
    fingerprint,
    reprinted: (await build.mark())?.reprinted,
    rows: null,
    bytes: null,
  };
  await writeMark(cluster, name, mark, build.options.connections.markKey);
  return 'Kept for the next sandbox of this kind.';
}
