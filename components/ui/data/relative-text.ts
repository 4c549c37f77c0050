const units = [
  { unit: 'year', seconds: 31_536_000 },
  { unit: 'month', seconds: 2_592_000 },
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3_600 },
  { unit: 'minute', seconds: 60 },
] as const;

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });

/** "3 hr. ago", "in 12 days", "just now": how far `at` lies from `now`, both in milliseconds. */
export function relativeText(at: number, now: number): string {
  const seconds = Math.round((at - now) / 1_000);
  const found = units.find((each) => Math.abs(seconds) >= each.seconds);
  if (!found) return Math.abs(seconds) < 60 && seconds <= 0 ? 'just now' : 'in a moment';
  return relative.format(Math.trunc(seconds / found.seconds), found.unit);
}

/** "45 s", "12 min", "3 h", "6 d": how long, in as few characters as a narrow column has. */
export function shortDuration(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1_000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.floor(seconds / 3_600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
}
