import { createHash } from 'node:crypto';
import pg, { type ClientBase } from 'pg';
import type { PlanTable } from '../../../plan-format/scrub-plan';
import type { CatalogueTable } from '../../catalogue/catalogue';
import { maskColumn, maskContext, sourceAlias } from '../../masks/compile/mask-columns';
import type { TieGroups } from '../../masks/compile/tie-groups';
import { underKey } from '../../masks/sql/keyed';
import { attempt } from '../attempt';
import { sampledRows } from './sampled-rows';

/** One table of a plan, to be tried on rows of its source. */
export interface Probe {
  client: ClientBase;
  table: CatalogueTable;
  entry: PlanTable;
  ties: TieGroups;
  serverVersion: number;
}

export const maskOf = (probe: Probe, column: string) => probe.entry.columns[column]?.mask?.name ?? 'keep';

/** The columns among these that the plan masks. Of a generated one, those that the plan masks in its table. */
export function maskedAmong(probe: Probe, names: readonly string[]): string[] {
  const written = probe.table.columns.filter((column) => column.generated === '').map(({ name }) => name);
  const isGenerated = names.some((name) => !written.includes(name));
  return (isGenerated ? written : names).filter((name) => maskOf(probe, name) !== 'keep');
}

/**
 * Each column that is written, as its mask writes it under the key of a trial; raw where the mask does not fit, or is not
 * among `only`. To be asked in a look of `underTrialKeys`.
 */
export function maskedList(probe: Probe, only?: readonly string[]): { name: string; sql: string }[] {
  const context = maskContext(probe.table, probe.ties, probe.serverVersion);
  return probe.table.columns
    .filter((column) => column.generated === '')
    .map(({ name }) => {
      const spec = probe.entry.columns[name]?.mask;
      const raw = maskColumn(probe.table, name, probe.ties);
      const isRaw = !spec || (only && !only.includes(name)) || context.verdict(spec, raw) !== true;
      return { name, sql: isRaw ? raw.sql : underKey(context.expression(spec, raw), trialsKey) };
    });
}

/** A FROM item: one row, as it would be written, with what the target works out beside it, under the table's own name. */
export function rowOf(probe: Probe, written: readonly { name: string; sql: string }[]): string {
  const holder = pg.escapeIdentifier(probe.table.name);
  const list = written.map(({ name, sql }) => `${sql} AS ${pg.escapeIdentifier(name)}`).join(', ');
  const generated = probe.table.columns.flatMap((column) =>
    column.generated === '' || column.default === null
      ? []
      : `(${column.default}) AS ${pg.escapeIdentifier(column.name)}`,
  );
  const bare = `(SELECT ${list}) AS ${holder}`;
  return generated.length === 0
    ? bare
    : `(SELECT ${[`${holder}.*`, ...generated].join(', ')} FROM ${bare}) AS ${holder}`;
}

/** The row as it is in the source. */
export function rawRow({ table }: Probe): string {
  const holder = pg.escapeIdentifier(table.name);
  const list = table.columns.map(({ name }) => `${sourceAlias}.${pg.escapeIdentifier(name)}`).join(', ');
  return `(SELECT ${list}) AS ${holder}`;
}

/** Rows that are tried under the first key, and under each further one. */
const firstRows = 1_000;
const moreRows = 50;
/** What the keys of a look are called, and the key of each of its rows, as SQL. */
const trials = 'sandgate_trials';
export const trialsKey = `${trials}.key`;
/** Values that a mask of few values should be made to give, and keys that this may take. */
const enoughValues = 256;
const mostKeys = 96;

/**
 * Keys of trials. Masks that have few values to give show only some of them under one key, and the copy's key is another.
 * These are fixed, so that one plan is judged alike whenever it is asked.
 */
const trialKey = (at: number) => createHash('sha256').update(`trial ${at}`).digest('hex');

/**
 * Asks about rows under one key, and where the answer is null about fewer rows under further keys: the fewer values the
 * columns hold, the more of them. `ask` gets the FROM items of a look: sampled rows, each beside each key.
 */
export async function underTrialKeys<T>(
  probe: Probe,
  columns: readonly string[],
  ask: (from: string) => Promise<T | null>,
): Promise<T | null> {
  const keys = columns.length === 0 ? 1 : await keysFor(probe, columns);
  const look = (from: number, to: number, rows: number) => {
    const values = Array.from({ length: to - from }, (_, n) => `('${trialKey(from + n)}')`).join(', ');
    return `(VALUES ${values}) AS ${trials} (key) CROSS JOIN ${sampledRows(probe.table, rows, sourceAlias)}`;
  };
  const first = await ask(look(0, 1, firstRows));
  return first !== null || keys === 1 ? first : ask(look(1, keys, moreRows));
}

async function keysFor({ client, table }: Probe, columns: readonly string[]): Promise<number> {
  const values = columns.map((name) => `${sourceAlias}.${pg.escapeIdentifier(name)}::text`).join(', ');
  const counted = await attempt<{ distinct: number }>(
    client,
    `SELECT count(DISTINCT concat_ws(chr(1), ${values}))::int4 AS distinct FROM ${sampledRows(table, moreRows, sourceAlias)}`,
  );
  const distinct = 'rows' in counted ? (counted.rows[0]?.distinct ?? 0) : 0;
  return distinct === 0 ? 1 : Math.min(mostKeys, Math.ceil(enoughValues / distinct));
}
