import type { Refusal, RefusalCode } from '../refusal';

/** One thing that keeps an object of the source from being repeated elsewhere, or from working there. */
export type Obstacle = {
  /** Tells the object from all others. */
  id: string;
  /** Kind and name. */
  object: string;
  code: RefusalCode;
  /** The rest of a sentence that begins with "it". */
  reason: string;
  /** A sentence: what helps and who can do it. */
  help: string;
  /** Where a foreign key is meant. */
  key?: { table: string; name: string };
};

/** What is said of an object first, with its name in between. */
export type Lead =
  | 'cannot be copied'
  | 'will fail in a copy when it is called'
  | 'may be refused by a target';

/** One sentence for each object with all that is wrong with it, and then all that helps. Pure. */
export function tellObstacles(obstacles: readonly Obstacle[], lead: Lead): Refusal[] {
  const objects = new Map<string, Obstacle[]>();
  for (const obstacle of obstacles) objects.set(obstacle.id, [...(objects.get(obstacle.id) ?? []), obstacle]);
  return [...objects.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const reasons = [...new Set(group.map(({ reason }) => reason))].join('; ');
    const helps = [...new Set(group.map(({ help }) => help))].join(' ');
    return [
      {
        code: first.code,
        table: first.key?.table ?? first.object,
        ...(first.key && { constraint: first.key.name }),
        message: `The ${first.object} ${lead}: ${reasons}. ${helps}`,
      },
    ];
  });
}
