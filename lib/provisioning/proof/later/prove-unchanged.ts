import type { TableProof } from '../../../certificate-format/certificate';
import type { ScrubPlan } from '../../../plan-format/scrub-plan';
import type { Catalogue } from '../../catalogue/catalogue';
import { readSequencePositions } from '../../catalogue/read-sequences';
import { planEntry } from '../../masks/compile/plan-entry';
import { plannedTables } from '../../plan-check/drift';
import { rowCondition } from '../../tenant/row-condition';
import type { Sides } from '../compare/compare-columns';
import { compareKept } from './compare-kept';
import { readAdditions } from './read-additions';

/**
 * A later proof asks besides whether the copy is as it was handed over: its kept values, its sequences, and that nothing was
 * added that the plan does not have. A source that moved on since differs in the same way as a copy that somebody changed.
 */
export async function proveUnchanged(
  plan: ScrubPlan,
  catalogue: Catalogue,
  sides: Sides,
  { seed, tables, targetSchema }: { seed: bigint; tables: readonly TableProof[]; targetSchema?: string },
): Promise<string[]> {
  const failures: string[] = [];
  for (const table of plannedTables(catalogue)) {
    const proof = tables.find((each) => each.table === table.key);
    const entry = planEntry(table, plan, catalogue);
    // Rows that came or went change every sum, and are told already.
    if (!entry || !proof || proof.sourceRows !== proof.targetRows || proof.sourceRows === 0) continue;
    const changed = await compareKept(sides, {
      table,
      plan: entry,
      targetSchema: targetSchema ?? table.schema,
      where: rowCondition(table, plan, catalogue, 'src'),
      seed,
    });
    failures.push(
      ...changed.map((column) => `${table.key}, column "${column}": kept values are not the source’s.`),
    );
  }
  const there = targetSchema === undefined ? plan.schemas : [targetSchema];
  const additions = await readAdditions(plan, sides, there);
  return [
    ...failures,
    // Those of one tenant among many stand where its own rows put them.
    ...(plan.tenant ? [] : await compareSequences(plan, sides, targetSchema)),
    ...additions.map((object) => `The copy holds what the plan does not have: ${object}.`),
  ];
}

async function compareSequences(
  plan: ScrubPlan,
  { source, target }: Sides,
  targetSchema: string | undefined,
): Promise<string[]> {
  const there = targetSchema === undefined ? plan.schemas : [targetSchema];
  const positionOf = ({ lastValue, isCalled }: { lastValue: string; isCalled: boolean }) =>
    `${lastValue} ${isCalled}`;
  const found = new Map(
    (await readSequencePositions(target, there)).map((each) => [
      `${each.schema}.${each.name}`,
      positionOf(each),
    ]),
  );
  return (await readSequencePositions(source, plan.schemas)).flatMap((each) => {
    const name = `${targetSchema ?? each.schema}.${each.name}`;
    const position = found.get(name);
    return position === undefined || position === positionOf(each)
      ? []
      : [`Sequence ${name} stands at another position than in the source.`];
  });
}
