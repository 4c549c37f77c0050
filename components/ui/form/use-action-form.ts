'use client';

import { useRouter } from 'next/navigation';
import { type RefObject, useActionState, useEffect, useMemo, useRef } from 'react';
import type { ActionState } from '@/lib/command/web/action-state';
import { readForm } from '@/lib/command/web/read-form';
import { readRefusal } from '@/lib/command/web/refusal-text';
import type { FormState } from './form-state';
import { useTypedText } from './typed-text/use-typed-text';
import type { TypedValue } from './typed-value';

/**
 * A server action behind a form, as components are given it by the page that shows them. What it is told of the form's
 * state before says nothing to it, so that an action fits wherever its value does.
 */
export type FormAction<Value = unknown> = (
  previous: ActionState,
  form: FormData,
) => Promise<ActionState<Value>>;

export type ActionFormOptions<Value> = {
  action: FormAction<Value>;
  /** What the fields hold at first, by their names: a draft, or what is to be changed. */
  initialValues?: TypedValue;
  onDone?: (value: Value) => void;
};

export type ActionFormHandle<Value> = {
  state: ActionState<Value>;
  send: (form: FormData) => void;
  form: RefObject<HTMLFormElement | null>;
  fields: FormState;
};

/**
 * The life of a form around a server action: what came back, and what follows from it. What is typed is kept until the
 * action succeeded. The first field that was refused gets the focus. When somebody else was faster, the page shows what
 * they made of it.
 */
export function useActionForm<Value>(options: ActionFormOptions<Value>): ActionFormHandle<Value> {
  const { action, initialValues, onDone } = options;
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const { restored, made, forget } = useTypedText(form);
  const [state, send] = useActionState<ActionState<Value>, FormData>(useForgetting(action, forget), {
    status: 'idle',
  });
  const fields = useMemo<FormState>(
    () =>
      state.status === 'failed'
        ? { fields: state.error.fields, values: state.values, made, restored: null, forget }
        : {
            fields: {},
            values: restored?.values ?? initialValues ?? null,
            made,
            restored: state.status === 'idle' ? restored : null,
            forget,
          },
    [state, initialValues, restored, made, forget],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per answer; a changed callback is no answer.
  useEffect(() => {
    if (state.status === 'done') {
      restored?.throwAway();
      onDone?.(state.value);
    }
    if (state.status !== 'failed') return;
    focusFirstRefused(form.current);
    if (state.error.code === 'state_conflict') router.refresh();
  }, [state]);
  return { state, send, form, fields };
}

/**
 * The action, by which what was typed is forgotten the moment it succeeded: the form may be gone by the time its state
 * would tell. On the server it stays the action itself, so that the form works without script.
 */
function useForgetting<Value>(action: FormAction<Value>, forget: () => void): FormAction<Value> {
  return useMemo(() => {
    if (typeof window === 'undefined') return action;
    return async (previous, sent) => {
      try {
        const next = await action(previous, sent);
        if (next.status === 'done') forget();
        return next.status === 'failed' ? withTyped(next, sent) : next;
      } catch (error) {
        if (!isRedirect(error)) return withTyped(refused(error), sent);
        forget();
        throw error;
      }
    };
  }, [action, forget]);
}

type Failed = Extract<ActionState, { status: 'failed' }>;

/** What is refused before its fields are read comes back without them; they still stand here. */
function withTyped(failed: Failed, sent: FormData): Failed {
  const isUnread = Object.keys(failed.values).length === 0;
  return isUnread ? { ...failed, values: JSON.parse(JSON.stringify(readForm(sent))) } : failed;
}

/** A server that is away, or refuses the whole request, must not cost a text either. */
function refused(error: unknown): Failed {
  return { status: 'failed', error: readRefusal(error) ?? unanswered, values: {} };
}

const unanswered: Failed['error'] = {
  code: 'unavailable',
  message: 'The desk did not answer. What you typed is still here; send it again in a moment.',
  fields: {},
};

/** An action that leads to another page has succeeded; Next.js tells so by an error with this mark. */
function isRedirect(error: unknown): boolean {
  const digest = typeof error === 'object' && error !== null && 'digest' in error ? error.digest : null;
  return typeof digest === 'string' && digest.startsWith('NEXT_REDIRECT');
}

function focusFirstRefused(form: HTMLFormElement | null): void {
  const refused = form?.querySelector<HTMLElement>('[aria-invalid="true"]');
  const target = refused ?? form?.querySelector<HTMLElement>('[role="alert"]');
  target?.closest('details')?.setAttribute('open', '');
  target?.focus({ preventScroll: true });
  target?.scrollIntoView({ block: 'center' });
}
