'use client';

import { startTransition, useEffect, useRef, useState } from 'react';
import type { ActionState } from '@/lib/command/action-state';

export type SaveDraft = (
  previous: ActionState<{ personId: string; savedAt: string }>,
  form: FormData,
) => Promise<ActionState<{ personId: string; savedAt: string }>>;

/** Long enough not to save every word, short enough to lose none that matter. */
const pauseMs = 2_000;

/**
 * Saves the surrounding form a moment after each change. Says so, and says when it could not, since somebody may rely
 * on it and close the page.
 */
export function DraftKeeper({ save }: { save: SaveDraft }) {
  const mark = useRef<HTMLParagraphElement>(null);
  const [status, setStatus] = useState<'idle' | 'saved' | 'failed'>('idle');
  useEffect(() => {
    const form = mark.current?.closest('form');
    if (!form) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let kept = contentsOf(form);
    function change() {
      clearTimeout(timer);
      timer = setTimeout(() => startTransition(keep), pauseMs);
    }
    async function keep() {
      if (!form?.isConnected || contentsOf(form) === kept) return;
      const values = new FormData(form);
      values.delete('idempotencyKey');
      kept = contentsOf(form);
      const state = await save({ status: 'idle' }, values).catch(() => null);
      setStatus(state?.status === 'done' ? 'saved' : 'failed');
    }
    const stop = () => clearTimeout(timer);
    form.addEventListener('input', change);
    form.addEventListener('click', change);
    form.addEventListener('submit', stop);
    return () => {
      stop();
      form.removeEventListener('input', change);
      form.removeEventListener('click', change);
      form.removeEventListener('submit', stop);
    };
  }, [save]);
  return (
    <p ref={mark} role="status" className="text-xs text-muted">
      {status === 'saved' && 'Draft saved.'}
      {status === 'failed' && 'The draft could not be saved; what you typed is on this page only.'}
    </p>
  );
}

/** The contents as one text, to tell whether anything changed. The form holds no files. */
function contentsOf(form: HTMLFormElement): string {
  return JSON.stringify([...new FormData(form)].filter(([name]) => name !== 'idempotencyKey'));
}
