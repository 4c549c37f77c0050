import { columnKey } from '../../../plan-format/table-key';
import type { CatalogueTable } from '../../catalogue/catalogue';
import type { RowRule } from '../../catalogue/read-row-rules';
import { attempt, sayNothing } from '../attempt';
import type { Refusal } from '../refusal';
import {
  maskedAmong,
  maskedList,
  maskOf,
  type Probe,
  rawRow,
  rowOf,
  trialsKey,
  underTrialKeys,
} from './masked-row';

/**
 * One rule of a table, tried on masked rows. No reading of an arbitrary expression can show that it holds, so a sample of
 * rows is masked and the rule asked over it, on the source. A failure is proof; a success is evidence only, and the copy
 * asks every row again. Nothing but counts and SQLSTATEs comes back: PostgreSQL's messages quote values.
 */
export type Rule = {
  name: string;
  /** What it is, for a sentence that goes on with what is wrong. */
  words: string;
  columns: string[];
  /** True for a row that fits; NULL counts as true. */
  expression: string;
  /** It may read other rows than the one it is asked about, and the source's are not masked. */
  readsOthers: boolean;
  /** Rows that break it are copied as they are. */
  isLoose: boolean;
  /** Whatever else is asked of a row fails where this does. */
  isBasic: boolean;
};

/** All rules of a table, those first whose failure would make others fail. */
export function rulesOf(table: CatalogueTable, more: readonly RowRule[]): Rule[] {
  const plain = { readsOthers: false, isLoose: false, isBasic: false };
  return [
    ...table.columns.flatMap((column): Rule[] =>
      column.generated === '' || column.default === null
        ? []
        : [
            {
              ...plain,
              isBasic: true,
              name: column.name,
              words: `the generated column "${column.name}"`,
              columns: [column.name],
              expression: `num_nulls(${column.default}) >= 0`,
            },
          ],
    ),
    ...more
      .filter((rule) => rule.table === table.key)
      .map(
        (rule): Rule => ({
          ...plain,
          ...rule,
          words: rule.kind === 'index' ? `the index ${rule.name}` : `the partitions of ${rule.table}`,
        }),
      ),
    ...table.checks.flatMap((check): Rule[] =>
      check.kind !== 'check' || check.expression === null
        ? []
        : [
            {
              ...plain,
              name: check.name,
              words: `the check ${check.name}`,
              columns: check.columns,
              expression: check.expression,
              readsOthers: check.callsCode,
              isLoose: !check.validated,
            },
          ],
    ),
  ];
}

type Outcome = { state: string } | { broken: number };

/** How many of the rows of a look break the rule; of several keys, under the one that breaks most. */
async function askOnce(probe: Probe, rule: Rule, only: readonly string[], from: string): Promise<Outcome> {
  const masked = rowOf(probe, maskedList(probe, only));
  const outcome = await attempt<{ broken: number }>(
    probe.client,
    `SELECT max(broken)::int4 AS broken
       FROM (SELECT count(*) FILTER (WHERE NOT after AND before) AS broken
               FROM (SELECT ${trialsKey} AS key,
                            (SELECT coalesce(${rule.expression}, true) FROM ${masked}) AS after,
                            (SELECT coalesce(${rule.expression}, true) FROM ${rawRow(probe)}) AS before
                       FROM ${from}) AS judged
              GROUP BY key) AS counted`,
  );
  return 'state' in outcome ? outcome : { broken: outcome.rows[0]?.broken ?? 0 };
}

const isFault = (outcome: Outcome) =>
  'state' in outcome ? !sayNothing.has(outcome.state) : outcome.broken > 0;

/** Functions name tables without a schema and find them on the application's path, which is not ours. */
const pathDependent = new Set(['42P01', '42883', '42703', '3F000']);

/** What is wrong with the masks of a rule's columns, and whether it is sure. Null where nothing is. */
export async function probeRule(
  probe: Probe,
  rule: Rule,
): Promise<{ refusal: Refusal; isSure: boolean } | null> {
  const masked = maskedAmong(probe, rule.columns);
  if (masked.length === 0) return null;
  const found = await underTrialKeys(probe, masked, async (from) => {
    const outcome = await askOnce(probe, rule, masked, from);
    if (!isFault(outcome)) return null;
    for (const name of masked.length > 1 ? masked : [])
      if (isFault(await askOnce(probe, rule, [name], from))) return { outcome, name };
    return { outcome, name: masked[0] ?? '' };
  });
  if (found === null) return null;
  const { outcome, name } = found;
  const masks = [...new Set(masked.map((column) => maskOf(probe, column)))].join(', ');
  const isUnknown = 'state' in outcome && rule.readsOthers && pathDependent.has(outcome.state);
  const isTied = rule.readsOthers && masked.some((each) => tied(probe, each));
  const told =
    'state' in outcome
      ? `${rule.words} could not be evaluated over rows masked by ${masks} (SQLSTATE ${outcome.state})`
      : `${rule.words} would no longer hold under ${masks} (${outcome.broken} of the sampled rows)`;
  const refusal: Refusal = {
    code: 'check_broken',
    table: probe.table.key,
    column: name,
    constraint: rule.name,
    message: `${probe.table.key}, column "${name}": ${told}.`,
  };
  return { refusal, isSure: !rule.isLoose && !isUnknown && !isTied };
}

/** What the column is tied to may be what the rule reads: masked alike, it holds in the copy and not in the source. */
const tied = ({ table, ties }: Probe, column: string) =>
  ties.of(columnKey(table.key, column)).members.length > 1;
