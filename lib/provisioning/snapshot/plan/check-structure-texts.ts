import type { Client } from 'pg';
import { escapeLiteral } from 'pg';
import { readStructureTexts } from '../../catalogue/read-structure-texts';
import { scanStructure } from '../../classify/structure/scan-structure';
import { PlanRefused } from '../../scrub-plan/refusal';
import type { ScrubPlan } from '../../scrub-plan/scrub-plan';
import { splitStatements } from '../sql/split-statements';
import { statementKind } from '../sql/statement-kind';

/**
 * Personal data in the structure's own text: comments, defaults, conditions, view definitions. It is looked for again
 * in the copy's snapshot, because a comment may have been written since the plan was.
 */

/**
 * The texts of comments that the plan leaves out. Throws `PlanRefused` for text that looks like a person's data and
 * that the plan does not know.
 */
export async function checkStructureTexts(client: Client, plan: ScrubPlan): Promise<string[]> {
  const texts = await readStructureTexts(client, plan.schemas);
  const refusals = Object.entries(scanStructure(texts))
    .filter(([place]) => !(place in plan.structure))
    .map(([place, { found }]) => ({
      code: 'structure_open' as const,
      table: place,
      message: `The ${place} looks like ${found.join(', ')} and appeared after the plan was made.`,
    }));
  if (refusals.length > 0) throw new PlanRefused(refusals);
  return texts
    .filter(({ kind, place }) => kind === 'comment' && plan.structure[place]?.decision === 'drop')
    .map(({ text }) => text);
}

/** A dump without the COMMENT statements that say one of these texts, wherever they stand. */
export function withoutComments(dump: string, texts: readonly string[]): string {
  if (texts.length === 0) return dump;
  const endings = texts.map((text) => ` IS ${escapeLiteral(text)}`);
  return splitStatements(dump)
    .filter(
      (each) => statementKind(each).kind === 'comment' && endings.some((ending) => each.sql.endsWith(ending)),
    )
    .reduce((script, { sql }) => script.replace(`${sql};`, () => ''), dump);
}
