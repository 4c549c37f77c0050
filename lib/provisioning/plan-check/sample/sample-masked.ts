import pg, { type ClientBase } from 'pg';
import { createKey } from '@/lib/ids';
import type { ScrubPlan } from '../../../plan-format/scrub-plan';
import type { Catalogue, CatalogueTable } from '../../catalogue/catalogue';
import { shapeOf } from '../../classify/values/shape';
import { compileSelect } from '../../masks/compile/compile-select';
import { sourceAlias } from '../../masks/compile/mask-columns';
import { openMaskSession } from '../../masks/compile/open-mask-session';
import { openTenantSession } from '../../tenant/open-tenant-session';
import { fromTable } from '../../tenant/row-condition';
import { singly } from '../attempt';
import { sampledRows } from '../probe/sampled-rows';
import { readCharacters, shownSample } from './shown-sample';

/**
 * What a reviewer sees of rows before signing: the masked value beside the shape of the original. The original itself
 * is read on the same connection, turned into its shape at once, and goes nowhere. The key is made for this one look,
 * so nothing shown can be matched with any snapshot.
 */

export interface MaskedSample {
  column: string;
  /** As text, cut at 200 characters; null where the masked value is NULL. What is kept stands as its shape. */
  masked: string | null;
  /** The mask lets values or parts of them pass, so that `masked` is or holds a shape. */
  isKept: boolean;
  /** The original's shape; null where it was NULL. */
  shape: string | null;
}

/** As much of an original as its shape is made of. In characters. */
const shapedCharacters = 200;

/**
 * Rows of one table, each a list over its columns in order. What the plan keeps is shown by its shape like the original:
 * it would leave, but nobody has signed that yet. Throws PlanRefused where the table's plan is not ready. The client must not be inside a
 * transaction; the one opened here only reads and is rolled back. At most 100 rows.
 */
export async function sampleMasked(
  client: ClientBase,
  table: CatalogueTable,
  plan: ScrubPlan,
  catalogue: Catalogue,
  rows = 5,
): Promise<MaskedSample[][]> {
  const compiled = compileSelect(table, plan, catalogue);
  // A tenant's rows may be few among many, so they are looked for by their key and not in a sample of all.
  const from =
    plan.tenant && compiled.where
      ? `${fromTable(table)} AS ${sourceAlias}`
      : sampledRows(table, Math.min(rows, 100) * 20, sourceAlias);
  const names = compiled.columns.map((name) => pg.escapeIdentifier(name));
  const bytes = new Set(table.columns.filter(({ type }) => type.base === 'bytea').map(({ name }) => name));
  const cut = (alias: string, at: number, most: number) => {
    const value = `${alias}.${names[at]}`;
    // Bytes are cut before they are written: all of them might not fit into a text.
    const written = bytes.has(compiled.columns[at] ?? '') ? `substr(${value}, 1, ${most})` : value;
    return `left(${written}::text, ${most})`;
  };
  const masked = names.map((_name, at) => `${cut('masked', at, readCharacters)} AS m${at}`);
  const raw = names.map((_name, at) => `${cut(sourceAlias, at, shapedCharacters)} AS r${at}`);
  await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    await openMaskSession(client, createKey().toString('hex'), true);
    await openTenantSession(client, plan.tenant, true);
    await client.query(`SELECT set_config('statement_timeout', '15000', true)`);
    const result = await client.query<Record<string, string | null>>(
      singly(`SELECT ${[...masked, ...raw].join(', ')} FROM ${from}, LATERAL (${compiled.sql}) AS masked
        WHERE ${compiled.where ?? 'true'} LIMIT ${Math.min(rows, 100)}`),
    );
    const decided = plan.tables[table.key]?.columns;
    return result.rows.map((row) =>
      compiled.columns.map((column, at) => {
        const [original, made] = [row[`r${at}`] ?? null, row[`m${at}`] ?? null];
        const sample = shownSample(decided?.[column]?.mask, made ?? '');
        return {
          column,
          masked: made === null ? null : sample.text,
          isKept: sample.isKept,
          shape: original === null ? null : shapeOf(original),
        };
      }),
    );
  } finally {
    await client.query('ROLLBACK');
  }
}
