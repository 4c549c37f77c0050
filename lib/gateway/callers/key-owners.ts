import { keepNewest } from './keep-newest';

/**
 * Whose key a key was when it last opened its sandbox. It decides in whose name a call waits for its turn and is counted,
 * before anything has been asked of a database, and opens nothing: every call is still looked up.
 *
 * Named on `globalThis`: the web server asks, and Next.js's bundle knows.
 */
export type KeyOwner = { organizationId: string; sandboxId: string };

const holder = globalThis as typeof globalThis & { sandgateKeyOwners?: Map<string, KeyOwner> };

const owners = () => {
  holder.sandgateKeyOwners ??= new Map<string, KeyOwner>();
  return holder.sandgateKeyOwners;
};

/** Notes whose key this is; of the keys beyond ten thousand, the one that was noted first is forgotten. */
export function noteKeyOwner(hash: string, owner: KeyOwner): void {
  if (!owners().has(hash)) keepNewest(owners(), hash, owner);
}

/** Whose key this is as far as this process knows; null for one that it has not seen open anything. */
export function findKeyOwner(hash: string): KeyOwner | null {
  return owners().get(hash) ?? null;
}
