import { KnownError } from '../errors';
import type { PersonActor } from './actor';
import { freshForMinutes, isFresh } from './freshness';

/** Throws `reauthentication_required` unless the person signed in lately; `what` begins the sentence ("A signature"). */
export function requireFresh(actor: PersonActor, now: Date, what: string): void {
  if (isFresh(actor, now)) return;
  throw new KnownError(
    'reauthentication_required',
    `${what} needs a sign-in within the last ${freshForMinutes} minutes. Sign in again, then repeat it.`,
  );
}
