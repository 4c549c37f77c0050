import type { Client } from 'pg';
import { canonicalJson } from '../../../canonical-json';
import { ownEntry } from '../../../plan-format/own-entry';
import { isKeptText, type ScrubPlan, type StructureFinding } from '../../../plan-format/scrub-plan';
import { readObjectNames } from '../../catalogue/read-object-names';
import { asTexts, safePlaces } from '../../classify/structure/read-safe-texts';
import { scanStructure } from '../../classify/structure/scan-structure';

/**
 * Names of objects in the target that are somebody's although no person kept them, as sentences. `there` is what the schema is
 * called in the target, and `shown` what it is called in the plan. Rejects when the server fails.
 */
export async function findNames(
  target: Client,
  { there, shown, plan }: { there: string; shown: string; plan: ScrubPlan },
): Promise<string[]> {
  const names = safePlaces(asTexts(await readObjectNames(target, there, shown)));
  return Object.entries(scanStructure(names))
    .filter(([place, finding]) => !isKeptAs(finding, ownEntry(plan.structure, place)))
    .map(([place, { found }]) => `The ${place} looks like ${found.join(', ')}, and nobody kept it.`);
}

/** Kept as it looks now: another name of the same form is not kept with the first. */
const isKeptAs = (now: StructureFinding, kept: StructureFinding | undefined) =>
  isKeptText(kept) && canonicalJson([now.found, now.shapes]) === canonicalJson([kept?.found, kept?.shapes]);
