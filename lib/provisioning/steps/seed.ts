import { copyCsv, qualified } from '../copy/copy-rows';
import { ProvisioningError } from '../provisioning-error';
import { isMarked, type Step } from '../step';

/** The rows of the seed set, each table checked against the number that the set promises. */
export const seed: Step = {
  name: 'seed',
  title: 'Seed set',
  whySkip: ({ order }) => (order.seedSet ? null : 'A blank sandbox has none.'),
  isDone: (build) => isMarked(build, 'seed'),
  async run(build, progress) {
    const tables = build.order.seedSet?.tables ?? [];
    const totalRows = tables.reduce((sum, { rows }) => sum + rows, 0);
    const total = { rows: 0, bytes: 0 };
    await build.builder.load(async (client) => {
      if (tables.length)
        await client.query(
          `TRUNCATE ${tables.map(({ table }) => qualified(build.schema, table)).join(', ')}`,
        );
      for (const table of tables) {
        const copied = await copyCsv(table.read(), { client, schema: build.schema }, table);
        if (copied.rows !== table.rows)
          throw new ProvisioningError(
            'seed_set_invalid',
            `The seed set promises ${table.rows} rows of ${table.table} and holds ${copied.rows}.`,
          );
        total.rows += copied.rows;
        total.bytes += copied.bytes;
        progress({ ...total, totalRows, detail: table.table });
      }
    });
    await build.markDone('seed');
    return total;
  },
};
