import { configurationTables } from '../build-order';
import { readMaterializedViews } from '../catalogue/loading/read-materialized-views';
import { readTableColumns } from '../catalogue/loading/read-table-columns';
import { advanceSequences } from '../copy/advance-sequences';
import { copyTable } from '../copy/copy-rows';
import { ownRowsOf } from '../copy/own-rows';
import { replaceRows } from '../copy/replace-rows';
import { isMarked, type Step } from '../step';

/**
 * The chosen parts of the tenant's own configuration (where tables are shared, its rows alone), in place of what the seed set may have put there. By now the
 * structure is complete, so triggers are kept silent and foreign keys are not.
 */
export const configuration: Step = {
  name: 'configuration',
  title: 'Configuration from production',
  whySkip: ({ order }) => (configurationTables(order).length ? null : 'None was asked for.'),
  isDone: (build) => isMarked(build, 'configuration'),
  async run(build, progress) {
    const { client: source } = await build.source();
    const names = configurationTables(build.order);
    const known = await readTableColumns(source, build.order.source.schema);
    const { where } = await ownRowsOf(source, build.order.source, names);
    const tables = names.flatMap((name) => known.find(({ table }) => table === name) ?? []);
    const total = { rows: 0, bytes: 0 };
    await build.builder.load((target) =>
      replaceRows(target, build.schema, names, async () => {
        for (const table of tables) {
          const from = { client: source, schema: build.order.source.schema };
          const to = { client: target, schema: build.schema };
          const copied = await copyTable(from, to, table, where.get(table.table));
          total.rows += copied.rows;
          total.bytes += copied.bytes;
          progress({ ...total, detail: table.table });
        }
      }),
    );
    await build.builder.inside(async (target) => {
      await advanceSequences(target, build.schema);
      for (const view of await readMaterializedViews(target, build.schema))
        await target.query(`REFRESH MATERIALIZED VIEW ${view}`);
    });
    await build.markDone('configuration');
    return total;
  },
};
