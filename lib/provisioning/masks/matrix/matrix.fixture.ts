import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { expect } from 'vitest';
import type { MaskSpec } from '../../../plan-format/scrub-plan';
import { type Catalogue, type CatalogueTable, readCatalogue } from '../../catalogue/catalogue';
import { probeTable } from '../../plan-check/probe/probe-table';
import { maskColumn, maskContext } from '../compile/mask-columns';
import { openMaskSession } from '../compile/open-mask-session';
import { tieGroups } from '../compile/tie-groups';
import { masks } from '../registry';

/**
 * One table per type, with rows in it, and the question that every cell of the matrix asks. A cell holds when the mask
 * says why it does not fit, or when its values fit back into a column of exactly that type, NULL stays NULL, and nothing
 * that is NOT NULL is lost.
 */

/** A column's type with values for it, each an SQL expression. */
export type MatrixTable = {
  name: string;
  declared: string;
  values: string[];
  /** What follows the type: `NOT NULL UNIQUE`, or nothing, and then a row of NULL is there too. */
  limits: string;
  /** A row beside the values, where NULL is not allowed in the type itself. */
  blank?: string;
};

export type Matrix = { client: pg.Client; catalogue: Catalogue };

/** Makes and fills the tables in the schema `matrix`, which must exist with the types; prepares the session for masks. */
export async function fillMatrix(client: pg.Client, tables: readonly MatrixTable[]): Promise<Matrix> {
  for (const { name, declared, values, limits, blank } of tables) {
    const table = `matrix.${pg.escapeIdentifier(name)}`;
    const rows = limits === '' ? [...values, blank ?? `NULL::${declared}`] : values;
    const filling =
      rows.length > 0 ? `INSERT INTO ${table} VALUES ${rows.map((row) => `(${row})`).join(', ')}` : '';
    await client.query(`CREATE TABLE ${table} (v ${declared} ${limits}); ${filling}`);
  }
  const catalogue = await readCatalogue(client, ['matrix']);
  await openMaskSession(client, randomBytes(32).toString('hex'));
  return { client, catalogue };
}

/** A domain's CHECK is beyond what a mask can know: there the check of the plan has to say it, by trying real rows. */
async function probe(
  { client, catalogue }: Matrix,
  table: CatalogueTable,
  spec: MaskSpec,
): Promise<string | null> {
  const declared = table.columns[0]?.type.declared ?? '';
  const entry = { columns: { v: { type: declared, class: 'technical' as const, mask: spec } } };
  await client.query('BEGIN');
  const ties = tieGroups(catalogue, []);
  const { serverVersion } = catalogue;
  const { refusals } = await probeTable({ client, table, entry, ties, serverVersion });
  await client.query('ROLLBACK');
  return refusals[0]?.code === 'check_broken' ? refusals[0].message : null;
}

/** Asks one cell; resolves with why the mask does not fit, or with `holds`. Rejects where the cell is broken. */
export async function askCell(
  matrix: Matrix,
  { name, values, limits }: MatrixTable,
  spec: MaskSpec,
): Promise<string> {
  const { client, catalogue } = matrix;
  const table = catalogue.tables.find((each) => each.name === name);
  if (!table) throw new Error(`no table ${name}`);
  const ties = tieGroups({ ...catalogue, tables: [table] }, []);
  const context = maskContext(table, ties, catalogue.serverVersion);
  const column = maskColumn(table, 'v', ties);
  const verdict = context.verdict(spec, column);
  if (verdict !== true) return verdict;
  if (column.type.domains.some(({ checks }) => checks.length > 0)) {
    const refused = await probe(matrix, table, spec);
    if (refused !== null) return refused;
  }
  const expression = context.expression(spec, column);
  const from = `matrix.${pg.escapeIdentifier(name)}`;
  const { rows } = await client.query<{ rows: number; same: boolean; nulls: boolean }>(
    `WITH made AS MATERIALIZED (SELECT src.v AS raw, ${expression} AS v FROM ${from} AS src)
     SELECT count(*)::int4 AS rows, bool_and(pg_typeof(v) IN (pg_typeof(raw), '${column.type.sql}'::regtype)) AS same,
            bool_and((raw IS NOT DISTINCT FROM NULL) = (v IS NOT DISTINCT FROM NULL)) AS nulls FROM made`,
  );
  expect(rows[0], expression).toMatchObject({ same: true, rows: values.length + (limits === '' ? 1 : 0) });
  if (masks.find((mask) => mask.name === spec.name)?.keepsNull) expect(rows[0]?.nulls, expression).toBe(true);
  // Without a limit of uniqueness the table can take its own masked rows; with one, a table like it does.
  const into = limits === '' ? from : 'matrix.target';
  await client.query(limits === '' ? 'BEGIN' : `BEGIN; CREATE TABLE ${into} (LIKE ${from} INCLUDING ALL)`);
  await client.query(`INSERT INTO ${into} SELECT ${expression} FROM ${from} AS src`);
  await client.query('ROLLBACK');
  return 'holds';
}

/** Asks every cell of a table; a broken one is named with its mask. Returns how many hold. */
export async function askCells(
  matrix: Matrix,
  table: MatrixTable,
  specs: readonly MaskSpec[],
): Promise<number> {
  let held = 0;
  for (const spec of specs)
    try {
      const outcome = await askCell(matrix, table, spec);
      expect(outcome.length, `${JSON.stringify(spec)}: ${outcome}`).toBeGreaterThan(4);
      held += Number(outcome === 'holds');
    } catch (thrown) {
      await matrix.client.query('ROLLBACK');
      const message = thrown instanceof Error ? thrown.message : String(thrown);
      throw new Error(`${JSON.stringify(spec)}: ${message}`, { cause: thrown });
    }
  return held;
}
