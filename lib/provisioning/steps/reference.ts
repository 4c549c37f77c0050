import { readTableColumns } from '../catalogue/loading/read-table-columns';
import { copyTable, qualified } from '../copy/copy-rows';
import { isMarked, type Step } from '../step';

/** The rows that every tenant has alike, as the source's snapshot sees them. */
export const reference: Step = {
  name: 'reference',
  title: 'Reference rows',
  whySkip: ({ order }) =>
    order.product.referenceTables.length ? null : 'The product has no reference tables.',
  isDone: (build) => isMarked(build, 'reference'),
  async run(build, progress) {
    const { client: source } = await build.source();
    const known = await readTableColumns(source, build.order.source.schema);
    const names = build.order.product.referenceTables;
    const tables = names.flatMap((name) => known.find(({ table }) => table === name) ?? []);
    const total = { rows: 0, bytes: 0 };
    await build.builder.load(async (target) => {
      await target.query(`TRUNCATE ${names.map((name) => qualified(build.schema, name)).join(', ')}`);
      for (const table of tables) {
        const from = { client: source, schema: build.order.source.schema };
        const copied = await copyTable(from, { client: target, schema: build.schema }, table);
        total.rows += copied.rows;
        total.bytes += copied.bytes;
        progress({ ...total, detail: table.table });
      }
    });
    await build.markDone('reference');
    return total;
  },
};
