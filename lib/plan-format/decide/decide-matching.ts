import type { PlanColumn, PlanTable, ScrubPlan } from '../scrub-plan';

/** One decision about every column whose address matches. */

export interface MatchingDecision {
  /** `schema.table.column`, where `*` stands for any characters. */
  patterns: readonly string[];
  /** Null opens what a person decided again. */
  decision: Required<Pick<PlanColumn, 'class' | 'mask' | 'reason' | 'decidedBy'>> | null;
  /** Also columns that are proposed; else open ones alone. A person's decision stays either way. */
  alsoProposed: boolean;
}

function matcherOf(patterns: readonly string[]): (address: string) => boolean {
  const tests = patterns.map((pattern) => {
    const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${parts.join('.*')}$`, 's');
  });
  return (address) => tests.some((test) => test.test(address));
}

function isAsked(column: PlanColumn, { decision, alsoProposed }: MatchingDecision): boolean {
  if (decision === null) return column.decidedBy !== undefined;
  return column.class === 'unclassified' || (alsoProposed && column.decidedBy === undefined);
}

/** The plan with the decision in it, and the addresses of the columns that it changed. Pure. */
export function decideMatching(
  plan: ScrubPlan,
  asked: MatchingDecision,
): { plan: ScrubPlan; decided: string[] } {
  const matches = matcherOf(asked.patterns);
  const decided: string[] = [];
  const tables = Object.entries(plan.tables).map(([key, table]): [string, PlanTable] => {
    const columns = Object.entries(table.columns).map(([name, column]): [string, PlanColumn] => {
      const address = `${key}.${name}`;
      if (!matches(address) || !isAsked(column, asked)) return [name, column];
      decided.push(address);
      const { type, evidence } = column;
      return [
        name,
        { type, ...(asked.decision ?? { class: 'unclassified' as const }), ...(evidence && { evidence }) },
      ];
    });
    return [key, { ...table, columns: Object.fromEntries(columns) }];
  });
  return { plan: { ...plan, tables: Object.fromEntries(tables) }, decided };
}
