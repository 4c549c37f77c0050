/** What a section of the test run found. `details` is shown when something failed. */
export type Outcome = { passed: number; failed: number; skipped: number; details: string };

export type Section = { name: string; run: () => Promise<Outcome> };

/** One check that holds or does not; `findings` is how many places break it. */
export function oneCheck(findings: number, details: string): Outcome {
  return { passed: findings === 0 ? 1 : 0, failed: findings, skipped: 0, details };
}

/** A program's findings as it counts them, or one when it failed without naming any. */
export function findings(code: number, counted: number): number {
  return code === 0 ? counted : Math.max(counted, 1);
}
