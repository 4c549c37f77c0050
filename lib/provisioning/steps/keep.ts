import { type Client, escapeIdentifier, escapeLiteral } from 'pg';
import type { Build } from '../build';
import { readTableColumns } from '../catalogue/loading/read-table-columns';
import { readSequencePositions, readSequences } from '../catalogue/read-sequences';
import { inTransaction, withConnection } from '../connect';
import { copyTable, qualified } from '../copy/copy-rows';
import { replaceRows } from '../copy/replace-rows';
import { withoutForeignKeys } from '../copy/without-foreign-keys';
import { ProvisioningError } from '../provisioning-error';
import { isMarked, type Step } from '../step';
import { describeInside } from '../structure/describe-inside';
import { baselineOf } from './copy-baseline';

/**
 * Tables whose present rows a reset takes over, with the sequences that feed them. They are read under the sandbox's own role,
 * at one moment, and written by the builder with the tables' triggers silent, so that rows arrive as they are. Rows that a
 * policy hides from that role would be lost without a word, so such a table is refused.
 */
export const keep: Step = {
  name: 'keep',
  title: 'Tables that are kept',
  whySkip: ({ order }) => (order.baseline?.keeps ? null : 'None was asked for.'),
  isDone: (build) => isMarked(build, 'keep'),
  async run(build, progress) {
    const { keeps } = baselineOf(build);
    if (!keeps) return {};
    const total = { rows: 0, bytes: 0 };
    const add = (copied: { rows: number; bytes: number }, detail: string) => {
      total.rows += copied.rows;
      total.bytes += copied.bytes;
      progress({ ...total, detail });
    };
    await readingInUse(build, keeps.from, (source) => carry(build, source, keeps.tables, add));
    await build.markDone('keep');
    return { ...total, detail: keeps.tables.join(', ') };
  },
};

/** The copy in use at one moment, as its own role sees it; a policy that hides rows makes reading fail. */
function readingInUse<T>(build: Build, database: string, use: (source: Client) => Promise<T>): Promise<T> {
  const { password } = build.order.role;
  const session = {
    ...build.session('target'),
    database,
    user: { name: build.tenant, password },
    settings: { row_security: 'off' },
  };
  const read = () =>
    withConnection(build.options.connections.clusterUrl, session, (source) =>
      inTransaction(source, () => use(source), 'ISOLATION LEVEL REPEATABLE READ READ ONLY'),
    );
  return build.options.whileInUse?.(database, read) ?? read();
}

async function carry(
  build: Build,
  source: Client,
  names: readonly string[],
  add: (copied: { rows: number; bytes: number }, table: string) => void,
): Promise<void> {
  const { schema } = build;
  const known = await readTableColumns(source, schema);
  await assertKeepable(source, schema, names, known);
  const before = await build.builder.inside((client) => describeInside(client, schema));
  await build.builder.load((target) =>
    withoutForeignKeys(target, schema, names, () =>
      replaceRows(target, schema, names, async () => {
        for (const table of known.filter((each) => names.includes(each.table)))
          add(await copyTable({ client: source, schema }, { client: target, schema }, table), table.table);
      }),
    ),
  );
  await build.builder.inside((target) => moveSequences(source, target, schema, names));
  const after = await build.builder.inside((client) => describeInside(client, schema));
  if (after.structure !== before.structure)
    throw new ProvisioningError(
      'structure_mismatch',
      'The tables that are kept could not be exchanged without a change of structure.',
    );
}

/** Every table is there, and shows the sandbox's role all of its rows. Throws `plan_invalid` with the names. */
async function assertKeepable(
  source: Client,
  schema: string,
  names: readonly string[],
  known: readonly { table: string }[],
): Promise<void> {
  const listed = (tables: readonly string[]) => tables.map((name) => `"${name}"`).join(', ');
  const refuse = (message: string) =>
    new ProvisioningError('plan_invalid', message, undefined, {
      remedy: 'Nothing was changed. Correct the tables that are kept, and reset the sandbox again.',
    });
  const missing = names.filter((name) => !known.some(({ table }) => table === name));
  if (missing.length > 0) throw refuse(`There is no table ${listed(missing)}.`);
  const { rows } = await source.query<{ table: string }>(
    `SELECT c.relname AS "table" FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = $1 AND c.relname = ANY ($2) AND c.relrowsecurity ORDER BY 1`,
    [schema, names],
  );
  if (rows.length > 0)
    throw refuse(
      `Row security policies may hide rows from the sandbox’s role in ${listed(rows.map(({ table }) => table))}, which would be lost.`,
    );
}

/** Sequences that feed columns of kept tables stand where they stand now. */
async function moveSequences(
  source: Client,
  target: Client,
  schema: string,
  names: readonly string[],
): Promise<void> {
  const tables = names.map((name) => quoted(schema, name));
  const feeding = new Set(
    (await readSequences(target, [schema]))
      .filter(({ feeds }) => feeds.some(({ table }) => tables.includes(table)))
      .map(({ name }) => name),
  );
  for (const { name, lastValue, isCalled } of await readSequencePositions(source, [schema]))
    if (feeding.has(name))
      await target.query(
        `SELECT setval(${escapeLiteral(qualified(schema, name))}::regclass, $1::bigint, $2)`,
        [lastValue, isCalled],
      );
}

/** As `format('%I.%I')` writes it: quoted where it has to be. */
const quoted = (schema: string, name: string) => [schema, name].map(bare).join('.');
const bare = (name: string) => (/^[a-z_][a-z0-9_$]*$/.test(name) ? name : escapeIdentifier(name));
