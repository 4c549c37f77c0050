/** How many of a request's copies were handed over since a signature was given, whatever it was given for. Pure. */
export function buildsMade(signedAt: Date, copies: readonly { readyAt: Date | null }[]): number {
  return copies.filter(({ readyAt }) => readyAt !== null && readyAt > signedAt).length;
}
