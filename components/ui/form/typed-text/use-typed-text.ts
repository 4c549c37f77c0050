'use client';

import { usePathname } from 'next/navigation';
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { TypedValue } from '../typed-value';
import type { Copy } from './copies';
import { Keeper } from './keeper';
import { useTypedTextOwner } from './owner';
import { formName, isWorthKeeping } from './read-typed';

/** Text that came back, and what can be done with it. */
export type RestoredText = {
  values: TypedValue;
  at: number;
  /** Shows the form as the page would have it; the text is gone. */
  throwAway: () => void;
};

export type TypedText = {
  restored: RestoredText | null;
  /** How often the fields had to be made anew, with other contents. */
  made: number;
  /** The text arrived: nothing of it is kept any more. */
  forget: () => void;
};

/**
 * Keeps what is typed into a form and brings it back after a reload, the way back, or in another tab once the one that it
 * was typed in is closed. Does nothing for a form without a field to type in, and where nobody is signed in.
 */
export function useTypedText(form: RefObject<HTMLFormElement | null>): TypedText {
  const owner = useTypedTextOwner();
  const path = usePathname();
  const [copy, setCopy] = useState<Copy | null>(null);
  const [made, setMade] = useState(0);
  const keeper = useRef<Keeper | null>(null);
  const show = useCallback((next: Copy | null) => {
    setCopy(next);
    setMade((times) => times + 1);
  }, []);

  // After each commit, since a form comes and goes with what the page knows; it mostly finds the same one.
  useEffect(() => {
    const element = form.current;
    if (element === (keeper.current?.form ?? null)) return;
    keeper.current?.stop();
    keeper.current = null;
    if (!owner || !element || !isWorthKeeping(element)) return;
    keeper.current = new Keeper(element, { owner, form: formName(element, path) });
    void keeper.current.start(show);
  });
  useEffect(
    () => () => {
      keeper.current?.stop();
      keeper.current = null;
    },
    [],
  );

  const forget = useCallback(() => keeper.current?.forget(), []);
  const throwAway = useCallback(() => {
    forget();
    show(null);
  }, [forget, show]);
  return { restored: copy && { values: copy.values, at: copy.at, throwAway }, made, forget };
}
