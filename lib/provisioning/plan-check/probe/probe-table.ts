import type { RowRule } from '../../catalogue/read-row-rules';
import { attempt, sayNothing } from '../attempt';
import type { Refusal } from '../refusal';
import { maskedList, maskOf, type Probe, underTrialKeys } from './masked-row';
import { probeRule, rulesOf } from './probe-rule';

/** Whether what a table promises holds for its masked rows: the types of its columns, their domains, and its rules. */

interface Trial {
  name: string;
  mask: string;
  /** The masked value cast to its domain, where it has one. */
  sql: string;
  domain: string | null;
}

function trialsOf(probe: Probe): Trial[] {
  return maskedList(probe).flatMap(({ name, sql }) => {
    const column = probe.table.columns.find((candidate) => candidate.name === name);
    const mask = maskOf(probe, name);
    if (!column || mask === 'keep') return [];
    const domain = column.type.domains[0]?.name ?? null;
    return [{ name, mask, sql: domain === null ? sql : `(${sql})::${domain}`, domain }];
  });
}

/** The SQLSTATE with which masking fails, or null. Values of one domain are tried under many keys. */
function tryColumns(probe: Probe, tried: Trial[]): Promise<string | null> {
  const counts = tried.map(({ sql }) => `count(${sql})`).join(', ');
  const [first, ...others] = tried;
  const one = first && first.domain !== null && others.length === 0 ? [first.name] : [];
  return underTrialKeys(probe, one, async (from) => {
    const outcome = await attempt(probe.client, `SELECT ${counts} FROM ${from}`);
    return 'rows' in outcome || sayNothing.has(outcome.state) ? null : outcome.state;
  });
}

/** `untranslatable_character`: a character that text cannot hold, which only `json` keeps as it was written. */
const untranslatable = '22P05';

/** All masked columns at once; then by itself each that may be the one that fails, and each of a domain. */
async function probeColumns(probe: Probe): Promise<Refusal[]> {
  const tried = trialsOf(probe);
  if (tried.length === 0) return [];
  const isSound = (await tryColumns(probe, tried)) === null;
  const found: Refusal[] = [];
  for (const trial of tried.filter(({ domain }) => !isSound || domain !== null)) {
    const state = await tryColumns(probe, [trial]);
    if (state === null) continue;
    const { key } = probe.table;
    const isDomain = trial.domain !== null && ['23514', '23502'].includes(state);
    const told = isDomain
      ? `the mask ${trial.mask} gives values that the domain ${trial.domain} does not accept.`
      : state === untranslatable
        ? `the mask ${trial.mask} fails on sampled rows, since a document there holds \\u0000, which PostgreSQL cannot write as text. Its owner corrects it in production, or the plan empties the column.`
        : `the mask ${trial.mask} fails on sampled rows (SQLSTATE ${state}).`;
    found.push({
      code: isDomain ? 'check_broken' : 'mask_unsupported',
      table: key,
      column: trial.name,
      message: `${key}, column "${trial.name}": ${told}`,
      ...(isDomain && trial.domain !== null && { constraint: trial.domain }),
    });
  }
  return found;
}

/**
 * Probes one table inside the caller's transaction, whose session `openMaskSession` prepared. What is not sure comes back
 * as warnings: constraints that are NOT VALID, and checks that may read what the copy will hold and the source does not.
 */
export async function probeTable(
  probe: Probe,
  rules: readonly RowRule[] = [],
): Promise<{ refusals: Refusal[]; warnings: Refusal[] }> {
  const warnings: Refusal[] = [];
  if (probe.table.kind === 'f') return { refusals: [], warnings };
  const refusals = await probeColumns(probe);
  if (refusals.length > 0) return { refusals, warnings };
  for (const rule of rulesOf(probe.table, rules)) {
    const found = await probeRule(probe, rule);
    if (found) (found.isSure ? refusals : warnings).push(found.refusal);
    if (found && rule.isBasic) break;
  }
  return { refusals, warnings };
}
