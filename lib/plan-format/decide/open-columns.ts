import type { PlanColumn, ScrubPlan } from '../scrub-plan';

/**
 * The columns of a plan that wait for a person, in groups that one decision may be enough for: those of one name, wherever they
 * stand, and of the others those that are open for the same reason. Pure, and safe in the browser.
 */

export interface OpenColumn {
  table: string;
  column: string;
  type: string;
  /** What the values look like, such as `aaaa-999 80 %`; null where the reading saw none. */
  shapes: string | null;
}

export interface OpenGroup {
  /** `name` or `reason`, and what it is; stays the same while columns come and go. */
  key: string;
  /** The name that the columns share; null where they share a reason alone. */
  name: string | null;
  /** Why they are open, the commonest reason first. */
  reasons: string[];
  columns: OpenColumn[];
}

const shapesPrefix = 'shapes: ';

/** Why a column is open, without what differs from one column to the next: names in quotes, counts and shares. */
function reasonOf({ evidence }: PlanColumn): string {
  const said = (evidence ?? []).filter((line) => !line.startsWith(shapesPrefix)).slice(0, 2);
  const plain = said.map((line) =>
    line
      .replace(/ the table "[^"]*"/g, ' a table')
      .replace(/\d+ %(?: of \d+ sampled values)?/g, 'many')
      .replace(/\d+/g, '…'),
  );
  return plain.length === 0 ? 'nothing speaks for any class' : plain.join('; ');
}

function shapesOf({ evidence }: PlanColumn): string | null {
  const line = (evidence ?? []).find((each) => each.startsWith(shapesPrefix));
  return line === undefined ? null : line.slice(shapesPrefix.length);
}

const groupedBy = <T>(all: readonly T[], keyOf: (one: T) => string): [string, T[]][] => {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return [...groups];
};

type Found = OpenColumn & { reason: string };

function openOnes(plan: Pick<ScrubPlan, 'tables'>): Found[] {
  return Object.entries(plan.tables).flatMap(([table, { columns }]) =>
    Object.entries(columns)
      .filter(([, entry]) => entry.class === 'unclassified')
      .map(([column, entry]) => ({
        table,
        column,
        type: entry.type,
        shapes: shapesOf(entry),
        reason: reasonOf(entry),
      })),
  );
}

function groupOf(key: string, name: string | null, found: readonly Found[]): OpenGroup {
  const reasons = groupedBy(found, ({ reason }) => reason).sort(([, a], [, b]) => b.length - a.length);
  return {
    key,
    name,
    reasons: reasons.map(([reason]) => reason),
    columns: found.map(({ reason: _reason, ...column }) => column),
  };
}

/** The groups, the largest first; every open column stands in one of them. */
export function openGroups(plan: Pick<ScrubPlan, 'tables'>): OpenGroup[] {
  const named = groupedBy(openOnes(plan), ({ column }) => column);
  const shared = named.filter(([, found]) => found.length > 1);
  const single = named.filter(([, found]) => found.length === 1).flatMap(([, found]) => found);
  const groups = [
    ...shared.map(([name, found]) => groupOf(`name ${name}`, name, found)),
    ...groupedBy(single, ({ reason }) => reason).map(([reason, found]) =>
      groupOf(`reason ${reason}`, null, found),
    ),
  ];
  return groups.sort((a, b) => b.columns.length - a.columns.length || a.key.localeCompare(b.key));
}
