import type { ClientBase } from 'pg';
import { createKey } from '@/lib/ids';
import type { Catalogue } from '../../catalogue/catalogue';
import { readHiddenTables } from '../../catalogue/read-hidden-tables';
import { openMaskSession } from '../../masks/compile/open-mask-session';
import { type TieGroups, tieGroups } from '../../masks/compile/tie-groups';
import type { Refusal } from '../refusal';
import { commentPlace, extensionPlace, type ScrubPlan } from '../scrub-plan';
import { findDrift, plannedTables } from './drift';
import { largeObjectsPlace } from './large-objects';
import { findMisfits } from './mask-fit';
import { otherSource } from './other-source';
import { probeTable } from './probe-table';
import { findBrokenFilters } from './row-filters';
import { findScopeFaults } from './scope-faults';
import { checkSourceRows } from './source-rows';
import { findTornTies } from './torn-ties';

/**
 * Says, before anything runs, whether a plan can be carried out on a source, and names every place where it cannot.
 * The first part asks the structure alone; with a connection, constraints are tried on masked samples as well.
 */

export interface PlanVerdict {
  refusals: Refusal[];
  /** What a person should know and need not change. */
  warnings: Refusal[];
}

export interface CheckedSource {
  client: ClientBase;
  /** The source as it names itself now; a plan made for another server or database is refused. */
  server: string;
  /** Bounds each sampling statement. */
  statementTimeoutMs?: number;
}

/** Refusals after which a statement over the plan's tables and ways could not be written. */
const structural: ReadonlySet<string> = new Set([
  'schema_missing',
  'table_missing',
  'tenant_key_broken',
  'scope_missing',
  'scope_unfit',
  'row_filter_broken',
]);

function findStructure(plan: ScrubPlan): Refusal[] {
  return Object.entries(plan.structure).flatMap(([place, { decision, reason, found }]): Refusal[] => {
    if (place === largeObjectsPlace && decision === 'keep')
      return [
        {
          code: 'large_object',
          table: place,
          message: `The ${place} are never copied; decide to drop them.`,
        },
      ];
    // Whether an extension may stay behind is for the source to say.
    if (place.startsWith(extensionPlace) && decision !== 'open') return [];
    const mayStay = place === largeObjectsPlace || place.startsWith(commentPlace);
    if (decision === 'drop' ? mayStay : decision === 'keep' && reason) return [];
    const message =
      decision === 'drop'
        ? `The ${place} is part of the structure and cannot be left out; keep it, or change the source.`
        : `The ${place} looks like ${found.join(', ')} and nobody has decided whether it may leave.`;
    return [{ code: 'structure_open', table: place, message }];
  });
}

async function checkRows(
  plan: ScrubPlan,
  catalogue: Catalogue,
  ties: TieGroups,
  client: ClientBase,
): Promise<PlanVerdict> {
  const verdict: PlanVerdict = { refusals: await findBrokenFilters(client, plan, catalogue), warnings: [] };
  const hidden = new Set(await readHiddenTables(client, plan.schemas));
  for (const table of plannedTables(catalogue)) {
    const entry = plan.tables[table.key];
    if (!entry) continue;
    if (hidden.has(table.key))
      verdict.refusals.push({
        code: 'rows_hidden',
        table: table.key,
        message: `${table.key}: row security hides rows from this role; read with a role that bypasses it.`,
      });
    const probed = await probeTable({ client, table, entry, ties, serverVersion: catalogue.serverVersion });
    verdict.refusals.push(...probed.refusals);
    verdict.warnings.push(...probed.warnings);
  }
  return verdict;
}

/**
 * Checks a plan. An empty list of refusals is the only yes; `compileSelect` refuses again whatever slipped by. With
 * `source` it reads samples inside one read-only transaction of its own, which it always rolls back: the client must
 * not be inside a transaction. Rejects only when the source itself fails. May be repeated at any time.
 */
export async function checkPlan(
  plan: ScrubPlan,
  catalogue: Catalogue,
  source?: CheckedSource,
): Promise<PlanVerdict> {
  const ties = tieGroups(catalogue, plan.links);
  const refusals = [
    ...findDrift(plan, catalogue),
    ...findMisfits(plan, catalogue, ties),
    ...findTornTies(plan, catalogue, ties),
    ...findScopeFaults(plan, catalogue),
    ...findStructure(plan),
  ];
  if (!source) return { refusals, warnings: [] };
  const other = otherSource(plan, source.server);
  if (other) refusals.unshift(other);
  const { client } = source;
  await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    await openMaskSession(client, createKey().toString('hex'), true);
    await client.query(`SELECT set_config('statement_timeout', $1, true)`, [
      String(source.statementTimeoutMs ?? 30_000),
    ]);
    const rows = await checkRows(plan, catalogue, ties, client);
    // Conditions can be asked only of a structure that the plan fits.
    const chosen = [...refusals, ...rows.refusals].some(({ code }) => structural.has(code))
      ? { refusals: [], ownerless: [], uncounted: [] }
      : await checkSourceRows(client, plan, catalogue);
    return {
      refusals: [...refusals, ...rows.refusals, ...chosen.refusals],
      warnings: [...rows.warnings, ...chosen.ownerless, ...chosen.uncounted],
    };
  } finally {
    await client.query('ROLLBACK');
  }
}
