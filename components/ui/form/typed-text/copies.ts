import { dayMs } from '@/lib/days';
import type { TypedValue } from '../typed-value';

/**
 * What is typed into forms, kept in this browser until it was sent: a copy for each person, form and tab. It outlives a
 * reload, the way back, a closed tab and an ended session. Whoever signs in next removes what others left.
 *
 * Bounded in number, length and age, since a browser gives a site little room. Only text that can be seen while it is typed is
 * given here; passwords, files and what is typed to confirm something are not.
 */

type Values = { [name: string]: TypedValue };
export type Copy = { key: string; tab: string; at: number; values: Values };

/** Whose text, and of which form. */
export type Place = { owner: string; form: string };

const prefix = 'sandgate.typed:';

/** As long as a draft on the server may be, and some. */
const longestCopy = 300_000;
const mostCopies = 40;
const oldestMs = 30 * dayMs;

const keyOf = ({ owner, form }: Place, tab: string) => `${prefix}${owner}:${tab}:${form}`;

/** Keeps what stands in a form now, in place of what this tab kept before. False when the browser has no room for it. */
export function keepCopy(storage: Storage, place: Place, tab: string, values: Values, now: number): boolean {
  const key = keyOf(place, tab);
  const text = JSON.stringify({ tab, at: now, values });
  if (text.length > longestCopy) return false;
  const others = allCopies(storage).filter((copy) => copy.key !== key);
  const spare = [...others].sort((a, b) => a.at - b.at).map((copy) => copy.key);
  for (const old of spare.splice(0, Math.max(0, others.length + 1 - mostCopies))) storage.removeItem(old);
  while (!isStored(storage, key, text)) {
    const oldest = spare.shift();
    if (oldest === undefined) return false;
    storage.removeItem(oldest);
  }
  return true;
}

/** False where there is no room. */
function isStored(storage: Storage, key: string, text: string): boolean {
  try {
    storage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}

/** What is kept of this form, latest first. */
export function findCopies(storage: Storage, place: Place, now: number): Copy[] {
  return allCopies(storage)
    .filter((copy) => copy.key === keyOf(place, copy.tab) && now - copy.at < oldestMs)
    .sort((a, b) => b.at - a.at);
}

/** Removes what this tab, or the named one, kept of this form. */
export function dropCopy(storage: Storage, place: Place, tab: string): void {
  storage.removeItem(keyOf(place, tab));
}

/** Removes what others than this person left behind, and what is too old; everything where nobody is named. */
export function dropOthers(storage: Storage, owner: string | null, now: number): void {
  const isMine = ({ key, at }: Copy) =>
    owner !== null && key.startsWith(`${prefix}${owner}:`) && now - at < oldestMs;
  const mine = new Set(
    allCopies(storage)
      .filter(isMine)
      .map(({ key }) => key),
  );
  for (const key of keysOf(storage)) if (!mine.has(key)) storage.removeItem(key);
}

function keysOf(storage: Storage): string[] {
  return Array.from({ length: storage.length }, (_, index) => storage.key(index)).filter(
    (key): key is string => key?.startsWith(prefix) ?? false,
  );
}

function allCopies(storage: Storage): Copy[] {
  return keysOf(storage).flatMap((key) => {
    const copy = parse(storage.getItem(key));
    return copy ? [{ key, ...copy }] : [];
  });
}

/** Anybody may write into a browser's storage; what does not look like ours is no copy. */
function parse(text: string | null): Omit<Copy, 'key'> | null {
  try {
    const { tab, at, values } = JSON.parse(text ?? '');
    const isCopy = typeof tab === 'string' && typeof at === 'number' && typeof values === 'object' && values;
    return isCopy ? { tab, at, values } : null;
  } catch {
    return null;
  }
}
