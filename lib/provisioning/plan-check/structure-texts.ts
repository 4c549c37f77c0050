import type { ClientBase } from 'pg';
import { canonicalJson } from '../../canonical-json';
import { ownEntry } from '../../plan-format/own-entry';
import { commentPlace, isKeptText, isObjectPlace, type ScrubPlan } from '../../plan-format/scrub-plan';
import { readSafeTexts } from '../classify/structure/read-safe-texts';
import { scanStructure } from '../classify/structure/scan-structure';
import { largeObjectsPlace } from './large-objects';
import type { Refusal } from './refusal';

/**
 * Personal data in the structure's own text, as it is now: text that may be somebody's and that the plan does not know, since
 * it was written after the plan, and kept text that no longer looks as it did when it was kept.
 */
export async function findChangedTexts(client: ClientBase, plan: ScrubPlan): Promise<Refusal[]> {
  const texts = await readSafeTexts(client, plan.schemas);
  return Object.entries(scanStructure(texts)).flatMap(([place, { found, shapes, decision }]) => {
    const planned = ownEntry(plan.structure, place);
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
}

const looks = ({ found, shapes }: { found: string[]; shapes: string[] }) => canonicalJson([found, shapes]);

/** Text of the structure, extensions and large objects of which nobody has decided, or not so that it can be done. Pure. */
export function findUndecided(plan: ScrubPlan): Refusal[] {
  return Object.entries(plan.structure).flatMap(([place, { decision, reason, found }]): Refusal[] => {
    if (place === largeObjectsPlace && decision === 'keep')
      return [
        {
          code: 'large_object',
          table: place,
          message: `The ${place} are never copied; decide to drop them.`,
        },
      ];
    // Whether an extension may stay behind is for the source to say.
    if (isObjectPlace(place) && decision !== 'open') return [];
    const mayStay = place === largeObjectsPlace || place.startsWith(commentPlace);
    if (decision === 'drop' ? mayStay : decision === 'keep' && reason) return [];
    const message =
      decision === 'drop'
        ? `The ${place} is part of the structure and cannot be left out; keep it, or change the source.`
        : `The ${place} looks like ${found.join(', ')} and nobody has decided whether it may leave.`;
    return [{ code: 'structure_open', table: place, message }];
  });
}
