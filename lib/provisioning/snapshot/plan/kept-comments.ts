import type { Client } from 'pg';
import { escapeLiteral } from 'pg';
import { isKeptText, type ScrubPlan } from '../../../plan-format/scrub-plan';
import { readComments } from '../../catalogue/read-comments';
import { readSafeTexts } from '../../classify/structure/read-safe-texts';

/**
 * The comments that a person kept, as one script for the target, and how many there are beside them: the dump brings no
 * comment at all.
 */
export async function keptComments(
  client: Client,
  plan: ScrubPlan,
): Promise<{ script: string; kept: number; leftBehind: number }> {
  const statements: string[] = [];
  let leftBehind = 0;
  for (const schema of plan.schemas) {
    const texts = await readSafeTexts(client, [schema]);
    const kept = new Set(
      texts.filter(({ place }) => isKeptText(plan.structure[place])).map(({ definition }) => definition),
    );
    for (const { name, object, text } of await readComments(client, schema))
      if (kept.has(`comment ${name}`)) statements.push(`COMMENT ON ${object} IS ${escapeLiteral(text)};`);
      else leftBehind += 1;
  }
  return { script: statements.join('\n'), kept: statements.length, leftBehind };
}
