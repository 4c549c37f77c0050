import { escapeIdentifier } from 'pg';
import type { Build } from '../build';
import { readExtensions } from '../catalogue/extensions/read-extensions';
import { readOfferedExtensions } from '../catalogue/server/read-offered-extensions';
import { inTransaction } from '../connect';
import { ownerRole } from '../names';
import { chooseExtensions } from '../plan-check/surroundings/extensions';
import { setChecksAside } from '../snapshot/build/set-checks-aside';
import { makeExtensions } from '../snapshot/target/make-extensions';
import { isMarked, type Step } from '../step';
import { readDump } from '../structure/dump-rules';
import { reprintedBy } from '../structure/fingerprint';
import { withoutComments } from '../structure/list-definitions';
import { renameSchema } from '../structure/rename-schema';
import { rehearseStructure, restoreStructure } from '../structure/restore-structure';

/**
 * Types, functions, tables and views under the neutral schema name; no index, constraint or trigger yet, so that rows
 * load fast and nothing fires, and no check that may read rows of another table. One transaction: the schema is there whole, or not at all.
 */
export const structure: Step = {
  name: 'structure',
  title: 'Structure',
  isDone: async (build) => (await isMarked(build, 'structure')) || (await hasSchema(build)),
  async run(build) {
    const from = build.order.source.schema;
    const { client: source, definitions, dump } = await build.source();
    const offered = await readOfferedExtensions(await build.cluster(), ownerRole);
    const { coming } = chooseExtensions(await readExtensions(source, [from]), { structure: null, offered });
    const sql = await dump('pre-data');
    const postData = await dump('post-data');
    await build.builder.inside((client) =>
      inTransaction(client, async () => {
        await client.query(`CREATE SCHEMA IF NOT EXISTS ${escapeIdentifier(from)}`);
        await makeExtensions(client, coming);
        await restoreStructure(client, sql);
        const printed = await rehearseStructure(client, readDump(postData), [from]);
        const reprinted = reprintedBy(definitions, withoutComments(printed.get(from) ?? []));
        // Before the commit: a crash behind it must not lose this, and without the structure it does no harm.
        await build.setMark(build.building, { reprinted });
        await setChecksAside(client, [from]);
        await renameSchema(client, from, build.schema);
      }),
    );
    await build.markDone('structure');
    return { bytes: Buffer.byteLength(sql) };
  },
};

/** `public` exists from the start; it counts only once it holds something. */
async function hasSchema(build: Build): Promise<boolean> {
  const mark = await build.mark();
  if (!mark?.done.includes('database')) return false;
  return build.builder.inside(async (client) => {
    const { rowCount } = await client.query(
      `SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 LIMIT 1`,
      [build.schema],
    );
    return rowCount === 1;
  });
}
