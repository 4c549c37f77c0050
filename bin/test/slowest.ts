/** A heading and the longest of these, one line each. */
export function slowest(
  timed: readonly { name: string; seconds: number }[],
  unit: string,
  most = 10,
): string {
  const longest = [...timed].sort((a, b) => b.seconds - a.seconds).slice(0, most);
  const lines = longest.map(({ name, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${name}`);
  return `The slowest of ${timed.length} ${unit}:\n${lines.join('\n')}`;
}
