/** A line that says whether a goal was reached, as every benchmark ends with; a run of the long tests reports these lines. */
export function goalLine(what: string, value: number, limit: number, more = '', digits = 2): string {
  if (!Number.isFinite(value)) return `not measured  ${what}`;
  const verdict = value <= limit ? 'reached' : 'missed';
  return `${verdict.padEnd(9)}${what}: ${value.toFixed(digits)}, goal at most ${limit}${more}`;
}
