import type { PersonActor } from './actor';

/** How long a proof of identity serves for what is not undone: a signature, a destruction. Safe in the browser. */
export const freshForMinutes = 10;

/** Whether the person proved who they are recently enough. */
export function isFresh(actor: Pick<PersonActor, 'authenticatedAt'>, now: Date): boolean {
  return now.getTime() - actor.authenticatedAt.getTime() <= freshForMinutes * 60_000;
}

/** Where to sign in again, and to come back from. `path` is one of the desk. */
export function signInAgainHref(path: string): string {
  return `/sign-in?${new URLSearchParams({ again: '1', next: path })}`;
}
