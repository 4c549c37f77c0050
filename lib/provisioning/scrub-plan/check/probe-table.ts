import pg, { type ClientBase } from 'pg';
import type { CatalogueTable } from '../../catalogue/catalogue';
import { maskColumn, maskContext, sourceAlias } from '../../masks/compile/mask-columns';
import type { TieGroups } from '../../masks/compile/tie-groups';
import type { Refusal } from '../refusal';
import type { PlanTable } from '../scrub-plan';
import { attempt } from './attempt';
import { sampledRows } from './sampled-rows';

/**
 * Whether a table's CHECK constraints and domains hold for its masked rows. No reading of an arbitrary expression can
 * show that, so a sample of rows is masked and the constraint evaluated over it, on the source and under a key that is
 * thrown away. A failure is proof; a success is evidence only, and the copy validates every row again.
 *
 * Nothing but counts and SQLSTATEs comes back: PostgreSQL's messages quote values.
 */

/** Rows that are masked per table. Enough for a mask that breaks a rule in one row of a hundred to be caught. */
const rowsProbed = 1_000;

interface Probe {
  client: ClientBase;
  table: CatalogueTable;
  entry: PlanTable;
  ties: TieGroups;
  serverVersion: number;
}

function maskedList(probe: Probe): { name: string; sql: string }[] {
  const context = maskContext(probe.table, probe.ties, probe.serverVersion);
  return probe.table.columns.flatMap((column) => {
    const spec = probe.entry.columns[column.name]?.mask;
    const raw = maskColumn(probe.table, column.name, probe.ties);
    if (column.generated !== '' || !spec || context.verdict(spec, raw) !== true)
      return [{ name: column.name, sql: raw.sql }];
    return [{ name: column.name, sql: context.expression(spec, raw) }];
  });
}

function refusal(
  table: string,
  column: string,
  message: string,
  code: Refusal['code'],
  constraint?: string,
): Refusal {
  return {
    code,
    table,
    column,
    message: `${table}, column "${column}": ${message}`,
    ...(constraint && { constraint }),
  };
}

interface Trial {
  name: string;
  mask: string;
  /** The masked value cast to its domain, where it has one. */
  sql: string;
  domain: string | null;
}

function trials(probe: Probe, masked: { name: string; sql: string }[]): Trial[] {
  return masked.flatMap(({ name, sql }) => {
    const column = probe.table.columns.find((candidate) => candidate.name === name);
    const mask = probe.entry.columns[name]?.mask?.name ?? 'keep';
    if (!column || mask === 'keep' || column.generated !== '') return [];
    const domain = column.type.domains[0]?.name ?? null;
    return [{ name, mask, sql: domain === null ? sql : `(${sql})::${domain}`, domain }];
  });
}

async function tryColumns(probe: Probe, tried: Trial[]): Promise<string | null> {
  const counts = tried.map(({ sql }) => `count(${sql})`).join(', ');
  const rows = sampledRows(probe.table, rowsProbed, sourceAlias);
  const outcome = await attempt(probe.client, `SELECT ${counts} FROM ${rows}`);
  return 'rows' in outcome ? null : outcome.state;
}

/** All masked columns at once, then, if that fails, each by itself, to name the one that does. */
async function probeColumns(probe: Probe, masked: { name: string; sql: string }[]): Promise<Refusal[]> {
  const tried = trials(probe, masked);
  if (tried.length === 0 || (await tryColumns(probe, tried)) === null) return [];
  const found: Refusal[] = [];
  for (const trial of tried) {
    const state = await tryColumns(probe, [trial]);
    if (state === null) continue;
    const { key } = probe.table;
    found.push(
      trial.domain !== null && ['23514', '23502'].includes(state)
        ? refusal(
            key,
            trial.name,
            `the mask ${trial.mask} gives values that the domain ${trial.domain} does not accept.`,
            'check_broken',
            trial.domain,
          )
        : refusal(
            key,
            trial.name,
            `the mask ${trial.mask} fails on sampled rows (SQLSTATE ${state}).`,
            'mask_unsupported',
          ),
    );
  }
  return found;
}

async function probeCheck(
  probe: Probe,
  masked: { name: string; sql: string }[],
  check: CatalogueTable['checks'][number],
): Promise<Refusal | null> {
  const list = masked.map(({ name, sql }) => `${sql} AS ${pg.escapeIdentifier(name)}`).join(', ');
  const raw = masked.map(({ name }) => `${sourceAlias}.${pg.escapeIdentifier(name)}`).join(', ');
  const holder = pg.escapeIdentifier(probe.table.name);
  const rows = sampledRows(probe.table, rowsProbed, sourceAlias);
  const outcome = await attempt<{ broken: number }>(
    probe.client,
    `SELECT count(*) FILTER (WHERE NOT after AND before)::int4 AS broken
       FROM (SELECT (SELECT coalesce(${check.expression}, true) FROM (SELECT ${list}) AS ${holder}) AS after,
                    (SELECT coalesce(${check.expression}, true) FROM (SELECT ${raw}) AS ${holder}) AS before
               FROM ${rows}) AS judged`,
  );
  const columns = check.columns.filter(
    (name) => (probe.entry.columns[name]?.mask?.name ?? 'keep') !== 'keep',
  );
  const column = columns[0] ?? check.columns[0] ?? '';
  if ('state' in outcome)
    return refusal(
      probe.table.key,
      column,
      `the check ${check.name} could not be evaluated over masked rows (SQLSTATE ${outcome.state}).`,
      'check_broken',
      check.name,
    );
  const broken = outcome.rows[0]?.broken ?? 0;
  if (broken === 0) return null;
  const masks = columns.map((name) => probe.entry.columns[name]?.mask?.name).join(', ');
  return refusal(
    probe.table.key,
    column,
    `the check ${check.name} would no longer hold under ${masks} (${broken} of the sampled rows).`,
    'check_broken',
    check.name,
  );
}

/**
 * Probes one table inside the caller's transaction, whose session `openMaskSession` prepared. Constraints that are NOT
 * VALID come back as warnings: rows that break them are copied as they are.
 */
export async function probeTable(probe: Probe): Promise<{ refusals: Refusal[]; warnings: Refusal[] }> {
  const masked = maskedList(probe);
  const refusals = await probeColumns(probe, masked);
  const warnings: Refusal[] = [];
  if (refusals.length > 0) return { refusals, warnings };
  for (const check of probe.table.checks) {
    const touches = check.columns.some(
      (name) => (probe.entry.columns[name]?.mask?.name ?? 'keep') !== 'keep',
    );
    if (check.kind !== 'check' || check.expression === null || !touches) continue;
    const found = await probeCheck(probe, masked, check);
    if (found) (check.validated ? refusals : warnings).push(found);
  }
  return { refusals, warnings };
}
