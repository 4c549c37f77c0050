import type { Failure } from '../result';

/**
 * How the web server tells the script of a form why the form went no further. Next.js makes the text of such an answer the
 * message of an error, as it does with what a proxy in between writes; so ours is JSON of this shape.
 */
type Refusal = { refused: string; signIn: boolean };

/** The text of the answer; `signIn` where signing in would help. */
export function writeRefusal(refused: string, signIn: boolean): string {
  return JSON.stringify({ refused, signIn } satisfies Refusal);
}

/** What the web server said, from the error that calling an action ended with; null where it said nothing. */
export function readRefusal(error: unknown): Failure | null {
  try {
    const told: Partial<Refusal> | null = JSON.parse(error instanceof Error ? error.message : '');
    if (typeof told?.refused !== 'string') return null;
    const code = told.signIn === true ? 'unauthenticated' : 'unavailable';
    return { code, message: told.refused, fields: {} };
  } catch {
    return null;
  }
}
