'use client';

import { useRouter } from 'next/navigation';
import { startTransition, useEffect, useRef, useState } from 'react';
import type { ActionState } from '@/lib/command/web/action-state';
import { readRefusal } from '@/lib/command/web/refusal-text';
import { SignInLink } from '../../ui/form/action-form';
import { useTypedValues } from '../../ui/form/form-state';
import { thisTab } from '../../ui/form/typed-text/tab';
import { type TypedValue, textOf } from '../../ui/form/typed-value';
import { DraftConflict } from './draft-conflict';
import type { ServerDraft } from './server-draft';

type Saved = { personId: string; organizationId: string; savedAt: string; version: number; begun: boolean };

export type SaveDraft = (previous: ActionState, form: FormData) => Promise<ActionState<Saved>>;

/** Long enough not to save every word: until then the browser keeps them. */
const pauseMs = 2_000;

/** How soon an ended session is asked again; coming back to the tab asks at once. */
const retryMs = 10_000;

const messages = {
  idle: '',
  saved: 'Draft saved.',
  failed: 'The draft could not be saved; what you typed is kept in this browser.',
  ended:
    'Your session has ended. What you typed is kept in this browser, and saved as soon as you are signed in again.',
  conflict: '',
};
type Status = keyof typeof messages;

/**
 * Saves the surrounding form a moment after each change, on the version that it came from. Says so, and says when it could
 * not: an ended session is waited out here, and what another tab saved since is shown beside what stands here.
 */
export function DraftKeeper({
  save,
  draft,
  onTake,
}: {
  save: SaveDraft;
  /** The draft as the page knows it by now. */
  draft: ServerDraft | null;
  /** Shows these values in place of what stands in the form. */
  onTake: (values: TypedValue) => void;
}) {
  const restoredOn = textOf(useTypedValues(), 'basedOn');
  const [basedOn, setBasedOn] = useState(Number(restoredOn ?? draft?.version ?? 0));
  const { mark, status, saveNow } = useAutosave(save, basedOn, setBasedOn, restoredOn !== undefined);
  return (
    <div ref={mark} role="status" className="min-w-0 flex-1 text-xs text-muted">
      <input type="hidden" name="basedOn" value={basedOn} data-kept="" />
      {messages[status]} {status === 'ended' && <SignInLink />}
      {status === 'conflict' && draft && draft.version !== basedOn && (
        <DraftConflict
          draft={draft}
          form={mark.current?.closest('form') ?? null}
          onKeep={() => saveNow(draft.version)}
          onTake={onTake}
        />
      )}
    </div>
  );
}

/** One save at a time, each on the version that the one before made. */
function useAutosave(
  save: SaveDraft,
  basedOn: number,
  setBasedOn: (version: number) => void,
  isRestored: boolean,
) {
  const router = useRouter();
  const mark = useRef<HTMLDivElement>(null);
  const version = useRef(basedOn);
  const [status, setStatus] = useState<Status>('idle');
  const keepNow = useRef<() => void>(() => undefined);
  const refresh = useRef(router.refresh);
  refresh.current = router.refresh;
  useEffect(() => {
    const form = mark.current?.closest('form');
    if (!form) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let kept = isRestored ? '' : contentsOf(form);
    let isSaving = false;
    let isHalted = false;
    const schedule = (ms: number) => {
      clearTimeout(timer);
      timer = setTimeout(() => startTransition(keep), ms);
    };
    async function keep() {
      if (!form?.isConnected || isHalted || contentsOf(form) === kept) return;
      if (isSaving) return schedule(pauseMs);
      isSaving = true;
      const contents = contentsOf(form);
      const next = await saveOn(form, version.current);
      isSaving = false;
      if (next.status === 'done') {
        kept = contents;
        version.current = next.value.version;
        setBasedOn(next.value.version);
        return setStatus('saved');
      }
      const code = next.status === 'failed' ? next.error.code : null;
      setStatus(code === 'unauthenticated' ? 'ended' : code === 'state_conflict' ? 'conflict' : 'failed');
      isHalted = code === 'state_conflict';
      if (isHalted) refresh.current();
      else schedule(retryMs);
    }
    const saveOn = async (from: HTMLFormElement, on: number): Promise<ActionState<Saved>> => {
      const values = new FormData(from);
      values.delete('idempotencyKey');
      values.set('basedOn', String(on));
      values.set('writer', await thisTab());
      return save({ status: 'idle' }, values).catch((cause: unknown) => {
        const error = readRefusal(cause);
        return error ? { status: 'failed', error, values: {} } : { status: 'idle' };
      });
    };
    keepNow.current = () => {
      isHalted = false;
      kept = '';
      schedule(0);
    };
    const change = () => schedule(pauseMs);
    const comeBack = () => document.visibilityState === 'visible' && schedule(0);
    const stop = () => clearTimeout(timer);
    if (isRestored) schedule(0);
    const events = [
      [form, 'input', change],
      [form, 'click', change],
      [form, 'submit', stop],
      [document, 'visibilitychange', comeBack],
      [window, 'focus', comeBack],
    ] as const;
    for (const [target, name, act] of events) target.addEventListener(name, act);
    return () => {
      stop();
      for (const [target, name, act] of events) target.removeEventListener(name, act);
    };
  }, [save, isRestored, setBasedOn]);
  const saveNow = (on: number) => {
    version.current = on;
    setBasedOn(on);
    setStatus('idle');
    keepNow.current();
  };
  return { mark, status, saveNow };
}

/** The contents as one text, to tell whether anything changed. The form holds no files. */
function contentsOf(form: HTMLFormElement): string {
  const passing = ['idempotencyKey', 'basedOn'];
  return JSON.stringify([...new FormData(form)].filter(([name]) => !passing.includes(name)));
}
