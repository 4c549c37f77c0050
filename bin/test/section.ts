/** Shows a piece of a program's output where the run decides. */
export type Print = (text: string) => void;

/**
 * What a section of the test run found. `details` is shown with its output when something failed. At the end of the whole
 * run come `notes` (its slowest parts, figures) and `failures`, a line about each failed test.
 */
export type Outcome = {
  passed: number;
  failed: number;
  skipped: number;
  details: string;
  failures?: readonly string[];
  notes?: string;
};

export type Section = { name: string; run: (print: Print) => Promise<Outcome> };

/** One check that holds or does not; `findings` is how many places break it. */
export function oneCheck(findings: number, details: string): Outcome {
  return { passed: findings === 0 ? 1 : 0, failed: findings, skipped: 0, details };
}

/** A program's findings as it counts them, or one when it failed without naming any. */
export function findings(code: number, counted: number): number {
  return code === 0 ? counted : Math.max(counted, 1);
}
