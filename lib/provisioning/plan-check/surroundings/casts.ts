import { ownEntry } from '../../../plan-format/own-entry';
import { castPlace, type ScrubPlan } from '../../../plan-format/scrub-plan';
import type { SourceCast } from '../../catalogue/casts/read-casts';
import type { Refusal } from '../refusal';

/**
 * Which casts of a source a copy makes. One whose type the copy makes itself, it makes as well. A cast between types of the
 * server needs a superuser: where the builder is none, a person may decide in the plan that it stays behind.
 */
export type CastChoice = {
  made: SourceCast[];
  staying: { object: string; why: string }[];
  refusals: Refusal[];
};

/** Chooses for each cast; `superuser` says whether the builder is one. Without a plan nobody can decide. Pure. */
export function chooseCasts(
  casts: readonly SourceCast[],
  { structure, superuser }: { structure: ScrubPlan['structure'] | null; superuser: boolean },
): CastChoice {
  const choice: CastChoice = { made: [], staying: [], refusals: [] };
  for (const cast of casts) {
    const { object, inside, outside } = cast;
    const said = structure === null ? undefined : ownEntry(structure, object);
    const refuse = (message: string) => choice.refusals.push({ code: 'not_copied', table: object, message });
    if (said?.decision === 'drop' && !inside && said.reason && said.decidedBy)
      choice.staying.push({ object, why: `${said.decidedBy} decided so: ${said.reason}` });
    else if (said?.decision === 'drop' && inside)
      refuse(`The ${object} belongs to a type of the schemas and cannot stay behind; keep it in the plan.`);
    else if (outside !== null)
      refuse(
        `The ${object} uses ${outside}, which lies outside of the schemas. Move that, or drop the cast in the source.`,
      );
    else if (inside || superuser) choice.made.push(cast);
    else if (structure === null) choice.staying.push({ object, why: 'only a superuser makes it' });
    else
      refuse(
        `The ${object} is between types of the server, so only a superuser makes it. Let one build the copy, or decide in the plan to drop "${object}", with a reason and who decided.`,
      );
  }
  return choice;
}

/** Entries for a proposal: one for each cast that a person may leave behind. */
export function proposeCasts(casts: readonly SourceCast[]): ScrubPlan['structure'] {
  const finding = { found: ['a cast between types of the server'], shapes: [], decision: 'keep' as const };
  return Object.fromEntries(
    casts
      .filter(({ inside, object }) => !inside && object.startsWith(castPlace))
      .map(({ object }) => [object, finding]),
  );
}
