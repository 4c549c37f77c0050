import { canonicalJson } from '../../canonical-json';
import { ownEntry } from '../../plan-format/own-entry';
import type { ScrubPlan } from '../../plan-format/scrub-plan';

type Decided = { decidedBy?: string | undefined };

/**
 * The plan of a file with each decision that differs from the plan before it (a column, a table's scope, a text of the
 * structure) under the name of whoever brings it, and nobody else's. What is the same keeps its decider; what is added
 * and names none stays a proposal, unless it is a change. Pure.
 */
export function attribute(before: ScrubPlan | null, after: ScrubPlan, name: string): ScrubPlan {
  const signed = <Part extends Decided>(was: Part | undefined, is: Part): Part => {
    if (was ? canonicalJson(toPlain(was)) === canonicalJson(toPlain(is)) : is.decidedBy === undefined)
      return is;
    return { ...is, decidedBy: name };
  };
  const tables = Object.entries(after.tables).map(([key, table]) => {
    const earlier = before ? ownEntry(before.tables, key) : undefined;
    const columns = mapParts(table.columns, (column, at) =>
      column.class === 'unclassified' ? column : signed(earlier && ownEntry(earlier.columns, at), column),
    );
    const scope = table.scope && { scope: signed(earlier?.scope, table.scope) };
    return [key, { ...table, columns, ...scope }] as const;
  });
  const structure = mapParts(after.structure, (finding, place) =>
    signed(before ? ownEntry(before.structure, place) : undefined, finding),
  );
  return { ...after, tables: Object.fromEntries(tables), structure };
}

function mapParts<Part>(
  parts: Record<string, Part>,
  change: (part: Part, name: string) => Part,
): Record<string, Part> {
  return Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, change(part, name)]));
}

const toPlain = (part: unknown) => JSON.parse(JSON.stringify(part));
