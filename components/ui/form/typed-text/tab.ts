/**
 * Which tab this is, and whether another one is still open. A tab keeps its name over reloads; one that was duplicated takes
 * another, since two tabs of one name would overwrite each other's text. A lock is held for as long as the tab lives: the
 * browser lets it go whenever the tab ends, however it does.
 */

const nameKey = 'sandgate.tab';
const lockOf = (tab: string) => `sandgate.tab:${tab}`;

let claimed: Promise<string> | undefined;

/** The name of this tab. */
export function thisTab(): Promise<string> {
  claimed ??= claim();
  return claimed;
}

async function claim(): Promise<string> {
  const kept = sessionStorage.getItem(nameKey);
  const tab = kept && (await hold(kept)) ? kept : crypto.randomUUID();
  if (tab !== kept) await hold(tab);
  sessionStorage.setItem(nameKey, tab);
  return tab;
}

/** False when another tab holds this name. A page that is being left may hold it for a moment still. */
async function hold(tab: string): Promise<boolean> {
  const { locks } = navigator;
  if (!locks) return true;
  return new Promise((resolve) => {
    const waited = new AbortController();
    const timer = setTimeout(() => waited.abort(), reloadMs);
    locks
      .request(lockOf(tab), { signal: waited.signal }, () => {
        clearTimeout(timer);
        resolve(true);
        return new Promise(() => undefined);
      })
      .catch(() => resolve(false));
  });
}

/** Longer than a browser needs to end the page before this one. */
const reloadMs = 500;

/** The tabs that are open now; none where the browser cannot tell. */
export async function openTabs(): Promise<ReadonlySet<string>> {
  const held = (await navigator.locks?.query())?.held ?? [];
  return new Set(held.map(({ name }) => name?.replace(lockOf(''), '') ?? ''));
}
