'use client';

import { createContext, type ReactNode, useContext, useEffect } from 'react';
import { dropOthers } from './copies';

const Owner = createContext<string | null>(null);

/**
 * Whose text the forms below keep. What another person left in this browser is removed: the next one at a shared machine
 * must not come across it.
 */
export function TypedTextOwner({ id, children }: { id: string; children: ReactNode }) {
  useEffect(() => {
    dropOthers(localStorage, id, Date.now());
  }, [id]);
  return <Owner.Provider value={id}>{children}</Owner.Provider>;
}

/** The person whose text is kept; null where nobody is signed in, and then nothing is. */
export function useTypedTextOwner(): string | null {
  return useContext(Owner);
}

const signedOutKey = 'sandgate.signed-out';
let isOver = false;

/** Forgets everything that was typed, here and in every other tab, as somebody signs out. */
export function forgetTypedText(): void {
  isOver = true;
  dropOthers(localStorage, null, Date.now());
  localStorage.setItem(signedOutKey, String(Date.now()));
}

/** Whether this page has stopped keeping: its person signed out, or threw away what stands in it. */
export function hasStoppedKeeping(): boolean {
  return isOver;
}

/** Keeps nothing more of this page, which is about to be left for an empty one. */
export function stopKeeping(): void {
  isOver = true;
}

/** Stops keeping when the person signs out in another tab. Returns the way to stop listening. */
export function onSignOutElsewhere(stop: () => void): () => void {
  const listen = ({ key }: StorageEvent) => {
    if (key !== signedOutKey) return;
    isOver = true;
    stop();
  };
  addEventListener('storage', listen);
  return () => removeEventListener('storage', listen);
}
