import { z } from 'zod';
import { idInput } from '../../command/id-input';
import { mostDays, reason, slug } from '../../requests/request';
import { type Busy, whileShut } from '../copies/copy';
import { isShut, type SandboxState } from '../sandbox';

/**
 * The vocabulary of clones: sandboxes that are made from another sandbox. What decides who sees what is inherited from it and
 * never widened: class, people and the latest end.
 *
 * Safe in the browser: imports zod and other vocabulary alone.
 */

/** What of the other sandbox is cloned. */
export const cloneMoments = ['delivered', 'now'] as const;
export type CloneMoment = (typeof cloneMoments)[number];

export const cloneMomentLabels: Record<CloneMoment, { title: string; was: string; means: string }> = {
  delivered: {
    title: 'As it was delivered',
    was: 'As it was delivered',
    means: 'The rows of its baseline. The sandbox is not touched and goes on meanwhile.',
  },
  now: {
    title: 'As it is now',
    was: 'As it was then',
    means:
      'Every row and sequence of one moment. The sandbox is closed while its files are copied: whoever is connected is put out, and calls are answered 503 until it opens again.',
  },
};

/** What a clone asks for. Class, people, configuration and features are the other sandbox's; nothing here names them. */
export const cloneInput = z.strictObject({
  sandboxId: idInput,
  slug,
  moment: z.enum(cloneMoments, { error: 'Choose what is cloned.' }),
  durationDays: z.coerce
    .number({ error: 'Say for how many days.' })
    .int('Whole days only.')
    .min(1, 'At least one day.')
    .max(mostDays, `At most ${mostDays} days.`),
  purpose: reason,
});

/** What cloning a sandbox depends on beside its state. */
export type CloneGround = {
  busy: Busy | null;
  /** Whether the copy in use came from a baseline that is still there. */
  hasBaseline: boolean;
};

/** Why this sandbox cannot be cloned now, in words; null when it can. Pure. */
export function whyNotClone(state: SandboxState, { busy, hasBaseline }: CloneGround): string | null {
  if (isShut(state)) return whileShut(state);
  if (state !== 'ready') return 'Nothing of it is in use, so that there is nothing to clone.';
  if (busy === 'roll_back') return 'It is being rolled back; look again in a moment.';
  if (busy === 'reset') return 'It is being reset; cancel that or wait for it.';
  if (busy === 'clone') return 'It is being cloned as it is now already; wait until that is done.';
  if (!hasBaseline) return 'It has no baseline; one is made with its next refresh.';
  return null;
}
