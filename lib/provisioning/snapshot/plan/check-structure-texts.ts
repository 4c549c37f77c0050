import type { Client } from 'pg';
import { escapeLiteral } from 'pg';
import { readComments } from '../../catalogue/read-comments';
import { readStructureTexts } from '../../catalogue/read-structure-texts';
import { scanStructure } from '../../classify/structure/scan-structure';
import { canonicalJson } from '../../scrub-plan/canonical-json';
import { PlanRefused } from '../../scrub-plan/refusal';
import { isKeptText, type ScrubPlan } from '../../scrub-plan/scrub-plan';

/**
 * Personal data in the structure's own text. The dump brings no comment at all; those that a person kept are written by
 * name. All other text comes with the structure, so it is looked at again in the copy's snapshot: it may have been
 * written since the plan was.
 */

/**
 * Throws `PlanRefused` for text that may be somebody's and that the plan does not know, and for kept text that no longer
 * looks as it did when it was kept.
 */
export async function checkStructureTexts(client: Client, plan: ScrubPlan): Promise<void> {
  const texts = await readStructureTexts(client, plan.schemas);
  const refusals = Object.entries(scanStructure(texts)).flatMap(([place, { found, shapes, decision }]) => {
    const planned = plan.structure[place];
    const changed =
      planned && isKeptText(planned) && looks(planned) !== looks({ found, shapes })
        ? `The ${place} is not what was looked at when it was kept; it looks like ${found.join(', ')}.`
        : undefined;
    const appeared =
      planned === undefined && decision === 'open'
        ? `The ${place} looks like ${found.join(', ')} and appeared after the plan was made.`
        : undefined;
    const message = changed ?? appeared;
    return message ? [{ code: 'structure_open' as const, table: place, message }] : [];
  });
  if (refusals.length > 0) throw new PlanRefused(refusals);
}

const looks = ({ found, shapes }: { found: string[]; shapes: string[] }) => canonicalJson([found, shapes]);

/** The comments that a person kept, as one script for the target, and how many there are beside them. */
export async function keptComments(
  client: Client,
  plan: ScrubPlan,
): Promise<{ script: string; kept: number; leftBehind: number }> {
  const statements: string[] = [];
  let leftBehind = 0;
  for (const schema of plan.schemas)
    for (const { place, object, text } of await readComments(client, schema))
      if (isKeptText(plan.structure[place]))
        statements.push(`COMMENT ON ${object} IS ${escapeLiteral(text)};`);
      else leftBehind += 1;
  return { script: statements.join('\n'), kept: statements.length, leftBehind };
}
