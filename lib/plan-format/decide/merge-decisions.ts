import { canonicalJson } from '../../canonical-json';
import { ownEntry } from '../own-entry';
import type { PlanColumn, PlanTable, ScrubPlan, StructureFinding } from '../scrub-plan';

/**
 * Carries people's decisions from a plan over to a new proposal for the same source. A person's word outlives any
 * re-classification, as long as the column still has the type it was given for.
 */

function mergeColumn(decided: PlanColumn | undefined, proposed: PlanColumn): PlanColumn {
  if (!decided) return withdrawn(proposed, 'appeared since the plan was last decided');
  if (decided.type !== proposed.type)
    return withdrawn(proposed, `was ${decided.type} when it was last decided`);
  if (!decided.decidedBy) return proposed;
  // The evidence is what the source says now; what an earlier reading wrote goes.
  const { evidence: _evidence, ...decision } = decided;
  return { ...decision, ...(proposed.evidence && { evidence: proposed.evidence }) };
}

/** What was proposed stays visible as evidence, but the column waits for a person again. */
function withdrawn(proposed: PlanColumn, why: string): PlanColumn {
  const { mask: _mask, reason: _reason, decidedBy: _who, ...rest } = proposed;
  const looks = proposed.class === 'unclassified' ? [] : [`looks like ${proposed.class}`];
  return { ...rest, class: 'unclassified', evidence: [why, ...looks, ...(proposed.evidence ?? [])] };
}

function mergeTable(decided: PlanTable | undefined, proposed: PlanTable): PlanTable {
  const columns = Object.entries(proposed.columns).map(([name, column]): [string, PlanColumn] => [
    name,
    mergeColumn(decided && ownEntry(decided.columns, name), column),
  ]);
  const scope = decided?.scope?.decidedBy || !proposed.scope ? decided?.scope : proposed.scope;
  return {
    ...(decided?.rowFilter && { rowFilter: decided.rowFilter }),
    ...(scope && { scope }),
    columns: Object.fromEntries(columns),
  };
}

function mergeFinding(decided: StructureFinding | undefined, proposed: StructureFinding): StructureFinding {
  const same =
    decided &&
    JSON.stringify([decided.found, decided.shapes]) === JSON.stringify([proposed.found, proposed.shapes]);
  return same && decided.decidedBy ? decided : proposed;
}

/**
 * The proposal with every decision of `decided` that still applies: on columns of an unchanged type, on row filters
 * and scopes, on links, on structure findings that look the same. The tenant's key is the proposal's where it has one.
 * A column that appeared or changed its type since then is unclassified, whatever the proposal thinks of it. Pure;
 * merging twice gives the same plan.
 */
export function mergeDecisions(decided: ScrubPlan, proposal: ScrubPlan): ScrubPlan {
  const tables = Object.entries(proposal.tables).map(([key, table]): [string, PlanTable] => [
    key,
    mergeTable(ownEntry(decided.tables, key), table),
  ]);
  const structure = Object.entries(proposal.structure).map(([place, finding]): [string, StructureFinding] => [
    place,
    mergeFinding(ownEntry(decided.structure, place), finding),
  ]);
  const tenant = proposal.tenant ?? decided.tenant;
  const links = [...decided.links, ...proposal.links].map((link) => [...link].sort());
  return {
    ...proposal,
    ...(tenant && { tenant }),
    tables: Object.fromEntries(tables),
    structure: Object.fromEntries(structure),
    links: [...new Map(links.map((link) => [link.join(), link])).values()],
  };
}

/**
 * The merged plan with what an unknown hand may have changed left open again: columns and scopes of `earlier` without a
 * decider that are not what is proposed now. Neither word is safe to take: the file's may be an old proposal, and the
 * proposal may undo what a person decided. For plan files, in which anybody may write. `opened` names them. Pure.
 */
export function openUnsigned(earlier: ScrubPlan, merged: ScrubPlan): { plan: ScrubPlan; opened: string[] } {
  const opened: string[] = [];
  const tables = Object.entries(merged.tables).map(([key, table]): [string, PlanTable] => {
    const before = ownEntry(earlier.tables, key);
    const columns = Object.entries(table.columns).map(([name, column]): [string, PlanColumn] => {
      const written = before && ownEntry(before.columns, name);
      if (!written || written.decidedBy || written.class === 'unclassified') return [name, column];
      if (isEqual([written.class, written.mask], [column.class, column.mask])) return [name, column];
      opened.push(`${key}.${name}`);
      return [name, withdrawn(column, `the file said ${written.class}, and not who decided it`)];
    });
    const { scope, ...rest } = table;
    const isScopeOpen = before?.scope && scope && !before.scope.decidedBy && !isEqual(before.scope, scope);
    if (isScopeOpen) opened.push(`${key}, its scope`);
    return [key, { ...rest, ...(scope && !isScopeOpen && { scope }), columns: Object.fromEntries(columns) }];
  });
  return { plan: { ...merged, tables: Object.fromEntries(tables) }, opened };
}

const isEqual = (left: unknown, right: unknown) => canonicalJson(left) === canonicalJson(right);
