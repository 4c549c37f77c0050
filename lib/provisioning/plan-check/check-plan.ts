import type { ClientBase } from 'pg';
import { createKey } from '@/lib/ids';
import type { ScrubPlan } from '../../plan-format/scrub-plan';
import type { Catalogue } from '../catalogue/catalogue';
import type { Offers } from '../catalogue/server/read-offers';
import { openMaskSession } from '../masks/compile/open-mask-session';
import { tieGroups } from '../masks/compile/tie-groups';
import { findValuesElsewhere } from './columns/values-elsewhere';
import { findFaults, findStructuralFaults, mayAskRows } from './find-faults';
import type { Refusal } from './refusal';
import { otherSource } from './refusal';

/**
 * Says, before anything runs, whether a plan can be carried out on a source, and names every place where it cannot.
 * Without a connection the structure alone is asked; with one, everything that the copy will ask.
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
  /** What the target has, where one is known. */
  offers?: Offers;
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
  const asked = { plan, catalogue, ties: tieGroups(catalogue, plan.links) };
  if (!source) return { refusals: findStructuralFaults(asked), warnings: [] };
  const other = otherSource(plan, source.server);
  const { client } = source;
  await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    await openMaskSession(client, createKey().toString('hex'), true);
    await client.query(`SELECT set_config('statement_timeout', $1, true)`, [
      String(source.statementTimeoutMs ?? 30_000),
    ]);
    const { refusals, warnings, ownerless, uncounted } = await findFaults(
      asked,
      client,
      source.offers && { offers: source.offers },
    );
    const elsewhere = mayAskRows(refusals)
      ? await findValuesElsewhere(client, plan, catalogue, refusals)
      : { refusals: [], warnings: [] };
    return {
      refusals: [...(other ? [other] : []), ...refusals, ...elsewhere.refusals],
      warnings: [...warnings, ...ownerless, ...uncounted, ...elsewhere.warnings],
    };
  } finally {
    // In a session that was lost this fails as well, and must not hide why.
    await client.query('ROLLBACK').catch(() => undefined);
  }
}
