import type { CopyState } from '../../../sandboxes/copies/copy';

/** What happens to a copy by itself, in time. Pure: the caller brings the database's clock. */
export type CopyDue = 'remind' | 'expire' | 'resume';

type Looked = {
  state: CopyState;
  decideBy: Date | null;
  remindedAt: Date | null;
  keptUntil: Date | null;
  sealedAt: Date | null;
  /** Whether an operation on it waits or runs. */
  isWorkedOn: boolean;
};

/** Time enough to look at the copy before it goes. */
const remindMsBefore = 3 * 86_400_000;

/** The one thing that is due now; null when nothing is. */
export function copyDue(copy: Looked, now: Date): CopyDue | null {
  const { state, decideBy, remindedAt, keptUntil, sealedAt, isWorkedOn } = copy;
  if (state === 'waiting' && decideBy) {
    if (decideBy <= now) return 'expire';
    return !remindedAt && remindAt(decideBy) <= now ? 'remind' : null;
  }
  if (state === 'kept' && keptUntil && keptUntil <= now) return 'expire';
  const isUndone = state === 'dropping' || (state === 'kept' && !sealedAt);
  return isUndone && !isWorkedOn ? 'resume' : null;
}

/** When something will be due that is not due now; null when nothing will be by itself. */
export function nextLookAt({ state, decideBy, remindedAt, keptUntil }: Looked): Date | null {
  if (state === 'waiting' && decideBy) return remindedAt ? decideBy : remindAt(decideBy);
  return state === 'kept' ? keptUntil : null;
}

const remindAt = (decideBy: Date) => new Date(decideBy.getTime() - remindMsBefore);
