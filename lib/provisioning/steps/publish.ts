import { escapeIdentifier } from 'pg';
import { inTransaction } from '../connect';
import { ownerRole } from '../names';
import { isMarked, type Step } from '../step';

/**
 * The last step: builder out, name changed, tenant let in. The three catalogue changes commit together, so a crash
 * leaves either a closed database that clean-up finds or a sandbox that is ready.
 */
export const publish: Step = {
  name: 'publish',
  title: 'Opening',
  isDone: (build) => isMarked(build, 'publish'),
  async run(build) {
    const { copyId, attempt } = build.order;
    const { ledger } = build.options;
    const cluster = await build.cluster();
    await ledger.intend({ kind: 'database', name: build.published, copyId, attempt });
    await build.builder.dismiss();
    await build.assertHeld();
    const { rows } = await cluster.query<{ bytes: string; oid: number }>(
      'SELECT oid, pg_database_size(oid) AS bytes FROM pg_database WHERE datname = $1',
      [build.building],
    );
    const bytes = Number(rows[0]?.bytes);
    if (rows[0]) await ledger.seen('database', build.building, rows[0].oid);
    const name = escapeIdentifier(build.published);
    await inTransaction(cluster, async () => {
      await cluster.query('SET LOCAL synchronous_commit = on');
      await cluster.query(`ALTER DATABASE ${escapeIdentifier(build.building)} RENAME TO ${name}`);
      await cluster.query(`REVOKE ALL ON DATABASE ${name} FROM ${ownerRole}`);
      await build.setMark(build.published, { use: 'published', bytes });
      await cluster.query(`GRANT CONNECT ON DATABASE ${name} TO ${escapeIdentifier(build.tenant)}`);
    });
    await ledger.gone('database', build.building);
    return {};
  },
};
