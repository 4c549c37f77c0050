const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** "24 kB", "1.3 GB": powers of a thousand, as disks are sold and networks measured. */
export function formatBytes(bytes: number): string {
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  const value = bytes / 1_000 ** power;
  return `${value.toLocaleString('en', { maximumFractionDigits: value < 10 && power > 0 ? 1 : 0 })} ${units[power]}`;
}

/** "231 of 412 rows", "9 rows"; nothing for none. */
export function formatRows(rows: number, total: number | null): string {
  if (total !== null && total > 0)
    return `${rows.toLocaleString('en')} of ${total.toLocaleString('en')} rows`;
  return rows > 0 ? `${rows.toLocaleString('en')} rows` : '';
}

/** An amount with its size behind it, "9 rows, 24 kB"; whichever there is alone, nothing for none. */
export function withBytes(amount: string, bytes: number): string {
  return [amount, bytes > 0 ? formatBytes(bytes) : ''].filter(Boolean).join(', ');
}

/** "0.3 s", "12 s", "4 min", "3 days": how long something took, precise where it was short. */
export function formatElapsed(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1_000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5_400) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.round(seconds / 3_600)} h`;
  return `${Math.round(seconds / 86_400)} days`;
}
