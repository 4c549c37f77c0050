import { dayMs } from '../../../days';
import type { CopyState } from '../copy';

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
  /** Whether the signatures that it was made under count no more. */
  isUnsigned: boolean;
};

/** Time enough to look at the copy before it goes. */
const remindMsBefore = 3 * dayMs;

/** The one thing that is due now; null when nothing is. */
export function copyDue(copy: Looked, now: Date): CopyDue | null {
  const { state, decideBy, remindedAt, keptUntil, sealedAt, isWorkedOn, isUnsigned } = copy;
  if (state === 'waiting' && decideBy) {
    if (decideBy <= now || isUnsigned) return 'expire';
    return !remindedAt && remindAt(decideBy) <= now ? 'remind' : null;
  }
  if (state === 'kept' && keptUntil && keptUntil <= now) return 'expire';
  const isUndone = state === 'dropping' || (state === 'kept' && !sealedAt);
  return isUndone && !isWorkedOn ? 'resume' : null;
}

/** A signature goes void without a word to the copies that wait under it; they are not activated from then on, and soon gone. */
const signedLookMs = 15 * 60_000;

/** When to look again at what is not due now; null when nothing will be due by itself. */
export function nextLookAt({ state, decideBy, remindedAt, keptUntil }: Looked, now: Date): Date | null {
  if (state !== 'waiting' || !decideBy) return state === 'kept' ? keptUntil : null;
  const due = remindedAt ? decideBy : remindAt(decideBy);
  return new Date(Math.min(due.getTime(), now.getTime() + signedLookMs));
}

const remindAt = (decideBy: Date) => new Date(decideBy.getTime() - remindMsBefore);
