import type { Client } from 'pg';
import { ownEntry } from '../../plan-format/own-entry';
import type { ScrubPlan } from '../../plan-format/scrub-plan';
import { readCasts } from '../catalogue/casts/read-casts';
import { readLeftBehind } from '../catalogue/classes/read-left-behind';
import { readExtensions } from '../catalogue/extensions/read-extensions';
import { readServer } from '../catalogue/server/read-server';
import { localeDifference } from '../cluster/locale-faults';
import { chooseExtensions } from '../plan-check/surroundings/extensions';
import type { Sides } from './compare/compare-columns';

/** What lies around the schemas: how text is ordered, and what came along with them or did not. */
export type SurroundingsProof = { failures: string[]; leftBehind: string[] };

/**
 * Compares the databases themselves: encoding and collation, extensions, and casts between types of the server, each of
 * which has to be there unless the plan leaves it behind. Names everything that stayed behind.
 */
export async function proveSurroundings(
  plan: ScrubPlan,
  { source, target }: Sides,
  schemasThere: readonly string[],
): Promise<SurroundingsProof> {
  const difference = localeDifference(await readServer(source), await readServer(target));
  const there = new Map(
    (await readExtensions(target, schemasThere)).map(({ name, version }) => [name, version]),
  );
  const installed = await readExtensions(source, plan.schemas);
  const choice = chooseExtensions(installed, { structure: plan.structure, offered: there });
  const lost = choice.refusals.map(({ table }) => table);
  const missing = await missingCasts(plan, source, target);
  const isDropped = (object: string) => ownEntry(plan.structure, object)?.decision === 'drop';
  const others = (await readLeftBehind(source, plan.schemas)).map(({ object }) => object);
  return {
    failures: [
      ...(difference === null ? [] : [difference]),
      ...[...lost, ...missing.filter((object) => !isDropped(object))].map(
        (object) => `The copy lacks the ${object} of the source.`,
      ),
    ],
    leftBehind: [
      ...choice.staying.map(({ name }) => `extension ${name}`),
      ...missing.filter(isDropped),
      ...others,
    ],
  };
}

/** Casts of no schema; those of a schema's types are compared with its definitions. */
async function missingCasts(plan: ScrubPlan, source: Client, target: Client): Promise<string[]> {
  const there = new Set((await readCasts(target, [])).map(({ object }) => object));
  const expected = (await readCasts(source, plan.schemas)).filter(({ inside }) => !inside);
  return expected.map(({ object }) => object).filter((object) => !there.has(object));
}
